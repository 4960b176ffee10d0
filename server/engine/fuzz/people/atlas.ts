import type { FlowDefinition } from '../../definition';
import { type Coverage, sumUpCoverage } from '../../flow-test/coverage';
import type { FlowTest } from '../../flow-test/test-document';
import type { FlowLore } from '../lore/lore';
import type { Doing } from './person';
import type { Aim, Way } from './plan';

/** What is known of a flow since people have played it. */
export type Atlas = {
  /** Notes where a person has come; returns whether anything of it is new. */
  note(doing: Doing, seen: Set<string>): boolean;
  /** The shortest known way to a node or an exit, as `listExits` names them. */
  wayTo(place: string): Way | undefined;
  /** The exits of reached nodes that nobody has taken. */
  listUntaken(): Aim[];
  /** How often people were at a node that waits. */
  waitsAt(node: string): number;
  isTaken(place: string): boolean;
  coverage(): Coverage;
};

type Known = Way & { cost: number };

/** Opens an atlas. `seen` of `note` holds the places that this person has passed already. */
export function openAtlas(lore: FlowLore, flows: { readonly [slug: string]: FlowDefinition }): Atlas {
  const ways = new Map<string, Known>();
  const nodes = new Map<string, number>();
  const exits = new Map<string, number>();
  const waits = new Map<string, number>();
  const countPlace = (place: string): void => {
    const counts = lore.nodes.has(place) ? nodes : exits;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  };
  return {
    note({ play, test, asked }, seen) {
      const cost = test.steps.length + countAnswers(test);
      const last = asked.at(-1);
      if (last !== undefined) waits.set(last, (waits.get(last) ?? 0) + 1);
      let isNew = false;
      for (const place of play.passed()) {
        if (seen.has(place)) continue;
        seen.add(place);
        countPlace(place);
        const known = ways.get(place);
        if (!known) isNew = true;
        if (!known || cost < known.cost) ways.set(place, { ...copyWay({ test, asked }), cost });
      }
      return isNew;
    },
    wayTo: (place) => ways.get(place),
    listUntaken: () =>
      [...lore.nodes.values()].flatMap(({ key, exits: all }) =>
        nodes.has(key)
          ? all.filter((exit) => !exits.has(`${key}:${exit}`)).map((exit) => ({ node: key, exit }))
          : [],
      ),
    waitsAt: (node) => waits.get(node) ?? 0,
    isTaken: (place) => exits.has(place) || nodes.has(place),
    coverage: () => sumUpCoverage(flows, { nodes, exits }),
  };
}

/** Copies a conversation, which is played on. */
export function copyWay({ test, asked }: Way): Way {
  const answers = Object.fromEntries(Object.entries(test.answers).map(([node, list]) => [node, [...list]]));
  return { test: { ...test, answers, steps: [...test.steps] }, asked: [...asked] };
}

function countAnswers({ answers }: FlowTest): number {
  return Object.values(answers).reduce((sum, list) => sum + list.length, 0);
}
