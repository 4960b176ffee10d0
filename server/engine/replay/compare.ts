/** Compares two replays of one recorded session. */
import { type Deed, type EndPlace, type Exchange, findEnd, listExchanges, type Place } from './conversation';
import type { Replay, ReplayStop } from './replay-step';

/**
 * `other_words`: the session says, calls or emits something else on the way, and ends the same. `other_end`: it ends at
 * another node, in another status or with another output. `failed`: the flow fails, or goes on without end.
 */
export type Verdict = 'same' | 'other_words' | 'other_end' | 'needs_answer' | 'failed';

type Difference = 'words' | 'path' | 'calls' | 'events' | 'status' | 'node' | 'output' | 'variables';

/**
 * The first difference. `turn` is the recorded turn that began the exchange; `past` and `next` are its places in the two
 * replays, null where one of them has nothing there.
 */
export type Parting = { difference: Difference; turn: number; past: Place | null; next: Place | null };

export type Comparison = {
  verdict: Verdict;
  /** All differences. A path alone changes no verdict: people notice nothing. */
  differences: Difference[];
  parting: Parting | null;
  ends: { past: EndPlace; next: EndPlace };
  stop: ReplayStop;
  /** The number of answers by stand-ins, and of answers that were recorded for another request. */
  standIns: number;
  otherRequests: number;
};

export type CompareOptions = {
  /** Whether the variables at the end are compared; default: false. */
  variables?: boolean;
};

/** Compares the exact replay of a session with another replay of it. */
export function compareReplays(
  past: Replay,
  next: Replay,
  { variables = false }: CompareOptions = {},
): Comparison {
  const ends = { past: findEnd(past), next: findEnd(next) };
  const way = compareWays(listExchanges(past), listExchanges(next));
  const atEnd = compareEnds(ends.past, ends.next);
  if (variables && variablesOf(past) !== variablesOf(next)) atEnd.push('variables');
  const differences = [...way.differences, ...atEnd];
  const [first] = atEnd;
  return {
    verdict: judge(differences, ends, next.stop),
    differences,
    parting: way.parting ?? (first ? toEndParting(first, past, next, ends) : null),
    ends,
    stop: next.stop,
    standIns: next.steps.filter(({ answeredBy }) => answeredBy === 'stand-in').length,
    otherRequests: next.steps.filter(({ answeredBy }) => answeredBy === 'node').length,
  };
}

function judge(
  differences: readonly Difference[],
  { past, next }: Comparison['ends'],
  { reason }: ReplayStop,
): Verdict {
  if (reason === 'needs_answer') return 'needs_answer';
  if (reason === 'too_long') return 'failed';
  if (next.failure !== null && next.failure !== past.failure) return 'failed';
  const has = (kinds: readonly Difference[]) => differences.some((difference) => kinds.includes(difference));
  if (has(['status', 'node', 'output'])) return 'other_end';
  return has(['words', 'calls', 'events', 'variables']) ? 'other_words' : 'same';
}

function compareEnds(past: EndPlace, next: EndPlace): Difference[] {
  const differences: Difference[] = [];
  if (past.status !== next.status || past.failure !== next.failure) differences.push('status');
  if (past.node !== next.node || past.wait !== next.wait) differences.push('node');
  if (JSON.stringify(past.output) !== JSON.stringify(next.output)) differences.push('output');
  return differences;
}

function variablesOf({ steps }: Replay): string {
  return JSON.stringify(steps.at(-1)?.result.state.frames[0]?.variables ?? {});
}

function toEndParting(difference: Difference, past: Replay, next: Replay, ends: Comparison['ends']): Parting {
  const place = ({ steps }: Replay, { node }: EndPlace): Place | null =>
    steps.length > 0 ? { step: steps.length - 1, node } : null;
  const turn = past.steps.findLast((step) => step.turn !== null)?.turn ?? 0;
  return { difference, turn, past: place(past, ends.past), next: place(next, ends.next) };
}

const KINDS = ['words', 'path', 'calls', 'events'] as const;
export type Kind = (typeof KINDS)[number];
type Way = { differences: Difference[]; parting: Parting | null };

function compareWays(past: readonly Exchange[], next: readonly Exchange[]): Way {
  const found = new Set<Kind>();
  let parting: Parting | null = null;
  const count = Math.max(past.length, next.length);
  for (let index = 0; index < count; index++) {
    const [left, right] = [past[index], next[index]];
    const partings = KINDS.flatMap((kind) => comparePart(kind, left, right) ?? []);
    for (const { difference } of partings) found.add(difference as Kind);
    parting ??= findFirst(partings, left, right);
  }
  return { differences: KINDS.filter((kind) => found.has(kind)), parting };
}

/** Finds the first difference of one kind between the exact replay of a session and another one; null if there is none. */
export function findParting(kind: Kind, past: Replay, next: Replay): Parting | null {
  const [left, right] = [listExchanges(past), listExchanges(next)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const parting = comparePart(kind, left[index], right[index]);
    if (parting) return parting;
  }
  return null;
}

function comparePart(kind: Kind, left: Exchange | undefined, right: Exchange | undefined): Parting | null {
  const [past, next] = [left?.[kind] ?? [], right?.[kind] ?? []];
  const count = Math.max(past.length, next.length);
  for (let index = 0; index < count; index++) {
    if (past[index]?.text === next[index]?.text) continue;
    const turn = left?.turn ?? right?.turn ?? 0;
    return { difference: kind, turn, past: toPlace(past[index]), next: toPlace(next[index]) };
  }
  return null;
}

function toPlace(deed: Deed | undefined): Place | null {
  return deed ? { step: deed.step, node: deed.node } : null;
}

/** The earliest parting of an exchange: the one whose node comes first on the way. */
function findFirst(
  partings: readonly Parting[],
  left: Exchange | undefined,
  right: Exchange | undefined,
): Parting | null {
  const rank = ({ past, next }: Parting): number =>
    Math.min(rankOf(past, left?.path ?? []), rankOf(next, right?.path ?? []));
  return partings.reduce<Parting | null>(
    (first, parting) => (first === null || rank(parting) < rank(first) ? parting : first),
    null,
  );
}

function rankOf(place: Place | null, path: readonly Deed[]): number {
  if (!place) return Number.POSITIVE_INFINITY;
  const index = path.findIndex(({ step, node }) => step === place.step && node === place.node);
  return index < 0 ? path.length : index;
}
