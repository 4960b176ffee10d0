import type { FlowLore } from '../lore/lore';
import type { Random } from '../values/random';
import type { Atlas } from './atlas';
import type { Aim, Change, Plan, Way } from './plan';

/** The people who know nothing of the flow, at first and later on. */
const FIRST_PEOPLE = 40;
const FRESH = 0.25;
/** After so many tries an exit counts as one that nobody can take, and people look for other things. */
const MANY_TRIES = 200;

/** Makes the plans of people, one after the other, so that they come where nobody has been. */
type Planner = (index: number, random: Random) => Plan;

export function createPlanner(seed: string, lore: FlowLore, atlas: Atlas): Planner {
  const tries = new Map<string, number>();
  const nameAim = ({ node, exit }: Aim) => `${node}:${exit}`;
  const pickAim = (random: Random): Aim | null => {
    const untaken = atlas.listUntaken();
    const some = [random.pick(untaken), random.pick(untaken), random.pick(untaken)];
    const countTries = (aim: Aim) => tries.get(nameAim(aim)) ?? 0;
    const [aim] = some.flatMap((one) => one ?? []).sort((a, b) => countTries(a) - countTries(b));
    if (!aim || random.chance(countTries(aim) / MANY_TRIES)) return null;
    tries.set(nameAim(aim), countTries(aim) + 1);
    return aim;
  };
  return (index, random) => {
    const own = `${seed}-${index}`;
    const aim = index < FIRST_PEOPLE ? null : pickAim(random);
    const isFresh = index < FIRST_PEOPLE || random.chance(FRESH);
    const place = aim?.node ?? random.pick([...lore.nodes.keys()]) ?? '';
    const way = isFresh ? undefined : atlas.wayTo(place);
    if (!way) return { way: null, change: null, aim, seed: own };
    return { way, change: pickChange(way, aim, lore, random), aim, seed: own };
  };
}

/** The change of a way: of what decides the exit that is aimed at, or of anything. */
function pickChange(way: Way, aim: Aim | null, lore: FlowLore, random: Random): Change {
  const known = aim && lore.nodes.get(aim.node);
  const { steps } = way.test;
  const all = listChanges(way);
  if (aim && known && random.chance(0.8)) {
    const waits = known.node.kind;
    // A node that waits is reached as known, and treated otherwise from then on.
    const isLeftByPeople =
      (waits === 'question' && aim.exit !== 'empty') || waits === 'transfer' || waits === 'await-event';
    if (isLeftByPeople) return { type: 'cut', index: steps.length };
    if (waits === 'http' || waits === 'ai')
      return (
        random.pick(all.filter((one) => one.type === 'answer' && one.node === known.key)) ?? cutLast(way)
      );
    if (waits === 'split') return { type: 'seed' };
    const deciding = all.filter(
      (one) =>
        (one.type === 'answer' && known.sources.has(one.node)) ||
        (one.type === 'step' && known.sources.has(way.asked[one.index] ?? '')) ||
        (one.type === 'start' && known.isFromStart),
    );
    const change = random.pick(deciding);
    if (change) return change;
  }
  return random.pick(all) ?? cutLast(way);
}

function listChanges({ test: { steps, answers } }: Way): Change[] {
  return [
    { type: 'start' },
    { type: 'seed' },
    ...steps.map((_, index): Change => ({ type: 'step', index })),
    ...steps.map((_, index): Change => ({ type: 'cut', index })),
    ...Object.entries(answers).flatMap(([node, list]) =>
      list.map((_, index): Change => ({ type: 'answer', node, index })),
    ),
  ];
}

function cutLast({ test: { steps } }: Way): Change {
  return { type: 'cut', index: Math.max(0, steps.length - 1) };
}
