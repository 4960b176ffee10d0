import type { Node } from '../definition/node';
import type { ParsedExpression } from '../expression/parse/parse-expression';
import { type Domain, guessMask, maskOf, maskOfGuess } from './domain';
import { type FlowFacts, findExpression, type NodeUse } from './flow-facts';
import type { Edge } from './flow-graph';
import { createGuesser, type Environment, type Guess, type Guesser, truthOf, UNKNOWN, UNSET } from './guess';
import { maskOfExit, startMask } from './set-masks';

/** The variables and the repeated conditions that a search follows. */
export type Tracked = { names: readonly string[]; sources: readonly string[] };

/** The values of the tracked variables, as masks, and the truth of the tracked conditions: 0 if unknown, 1, or -1. */
export type Knowledge = { masks: readonly number[]; truths: readonly number[] };

/** What a search follows, while the variable `missing` has no value. */
export type Tracking = {
  facts: FlowFacts;
  missing: string;
  tracked: Tracked;
  domains: readonly (Domain | null)[];
  places: ReadonlyMap<string, number>;
  /** The nodes that say something about what is followed; the others only pass it on. */
  involved: ReadonlySet<number>;
};

type Combination = { env: Environment; bits: ReadonlyMap<number, number> };

/** What is known if a condition is true, or is not; null if that is impossible. */
type Decision = { yes: Knowledge | null; no: Knowledge | null };

const MAX_COMBINATIONS = 64;

export function createTracking(facts: FlowFacts, missing: string, tracked: Tracked): Tracking {
  const conditions = tracked.sources.flatMap((source) => facts.repeated.get(source) ?? []);
  const names = [missing, ...tracked.names, ...conditions.flatMap((condition) => condition.names)];
  return {
    facts,
    missing,
    tracked,
    domains: tracked.names.map((name) => facts.domainOf(name)),
    places: new Map(tracked.names.map((name, index) => [name, index])),
    involved: new Set(names.flatMap((name) => [...(facts.touching.get(name) ?? [])])),
  };
}

/** What is known at the start. */
export function startKnowledge({ facts, tracked, domains }: Tracking): Knowledge {
  return {
    masks: tracked.names.map((name, place) => startMask(name, domains[place] ?? null, facts)),
    truths: tracked.sources.map(() => 0),
  };
}

/** Decides a condition; one with a syntax error counts as false. */
export function decide(tracking: Tracking, code: ParsedExpression | null, known: Knowledge): Decision {
  if (code === null) return { yes: null, no: known };
  const { tracked, missing, places } = tracking;
  const source = tracked.sources.indexOf(code.source.trim());
  const isOpen = code.names.length > 0 && !code.names.some((name) => name === missing || places.has(name));
  if (isOpen && source < 0) return { yes: known, no: known };
  const before = known.truths[source] ?? 0;
  const yes = new Map<number, number>();
  const no = new Map<number, number>();
  let [mayBe, mayNot] = [false, false];
  for (const { env, bits } of listCombinations(tracking, code.names, [], known)) {
    const guess = createGuesser(env)(code.root);
    const truth = truthOf(guess);
    if (truth !== false && before >= 0) {
      mayBe = true;
      addBits(yes, bits);
    }
    if ((truth !== true || guess.fails) && before <= 0) {
      mayNot = true;
      addBits(no, bits);
    }
  }
  return {
    yes: mayBe ? narrow(known, yes, source, 1) : null,
    no: mayNot ? narrow(known, no, source, -1) : null,
  };
}

/** What is known after a node set variables on its way out. */
export function follow(
  tracking: Tracking,
  node: Node,
  edge: Edge,
  known: Knowledge,
  uses: readonly NodeUse[],
): Knowledge {
  const { tracked, domains } = tracking;
  if (edge.sets.length === 0) return known;
  const truths = known.truths.map((truth, index) =>
    edge.sets.some((name) => mentions(tracked.sources[index] ?? '', name)) ? 0 : truth,
  );
  if (node.kind === 'set') return { truths, masks: assign(tracking, node.assign, known.masks, uses) };
  const masks = known.masks.map((mask, place) => {
    const domain = domains[place];
    const isSet = edge.sets.includes(tracked.names[place] ?? '');
    return isSet && domain ? maskOfExit(node, edge.exit, domain) : mask;
  });
  return { truths, masks };
}

function assign(
  tracking: Tracking,
  list: readonly { variable: string }[],
  before: readonly number[],
  uses: readonly NodeUse[],
): readonly number[] {
  const masks = [...before];
  for (const [index, { variable }] of list.entries()) {
    const place = tracking.places.get(variable) ?? -1;
    const domain = tracking.domains[place];
    if (!domain) continue;
    const code = findExpression(uses, `/assign/${index}/value`);
    const guesses = code
      ? listGuessers(tracking, code, [], { masks, truths: [] }).map((guess) => guess(code.root))
      : [];
    masks[place] = code
      ? guesses.reduce((mask, guess) => mask | maskOfGuess(domain, guess), 0)
      : maskOf(domain, null);
  }
  return masks;
}

/** Guessers for the combinations of values that the variables of an expression may have. */
export function listGuessers(
  tracking: Tracking,
  code: ParsedExpression,
  locals: readonly string[],
  known: Knowledge,
): Guesser[] {
  return listCombinations(tracking, code.names, locals, known).map(({ env }) => createGuesser(env));
}

function listCombinations(
  tracking: Tracking,
  names: readonly string[],
  locals: readonly string[],
  { masks }: Knowledge,
): Combination[] {
  const involved = names.flatMap((name) => (locals.includes(name) ? [] : (tracking.places.get(name) ?? [])));
  let lists: Map<number, number>[] = [new Map()];
  for (const place of involved) {
    const bits = listBits(masks[place] ?? 0);
    if (bits.length === 0 || lists.length * bits.length > MAX_COMBINATIONS) continue;
    lists = lists.flatMap((list) => bits.map((bit) => new Map(list).set(place, bit)));
  }
  return lists.map((bits): Combination => ({ bits, env: toEnvironment(tracking, bits, locals) }));
}

function toEnvironment(
  { missing, places, domains }: Tracking,
  bits: ReadonlyMap<number, number>,
  locals: readonly string[],
): Environment {
  return (name): Guess => {
    if (locals.includes(name)) return UNKNOWN;
    if (name === missing) return UNSET;
    const place = places.get(name) ?? -1;
    const domain = domains[place];
    const bit = bits.get(place);
    return domain && bit !== undefined ? guessMask(domain, bit) : UNKNOWN;
  };
}

function addBits(to: Map<number, number>, bits: ReadonlyMap<number, number>): void {
  for (const [place, bit] of bits) to.set(place, (to.get(place) ?? 0) | bit);
}

function narrow(
  known: Knowledge,
  bits: ReadonlyMap<number, number>,
  source: number,
  truth: number,
): Knowledge {
  return {
    masks: known.masks.map((mask, place) => bits.get(place) ?? mask),
    truths: known.truths.map((before, index) => (index === source ? truth : before)),
  };
}

function listBits(mask: number): number[] {
  const bits: number[] = [];
  for (let left = mask; left !== 0; left &= left - 1) bits.push(left & -left);
  return bits;
}

// A longer name that contains this one only makes the search forget more than it has to.
function mentions(source: string, name: string): boolean {
  return source.includes(name);
}
