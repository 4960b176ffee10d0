import type { Comparison, Verdict } from '@/server/engine/replay/compare';
import { toNodeKey } from '@/server/engine/replay/replay-step';
import { describeTarget } from '../session/turn/mask-turn';
import type { End, Example, ReplayFindings } from './findings';

/** The number of sessions that each finding names, and of findings in each list. */
const MOST_EXAMPLES = 5;
const MOST_FINDINGS = 100;

type Replayed = { sessionId: string; comparison: Comparison };

/** Adds up what replays of single sessions find. */
export type Tally = {
  add(replayed: Replayed): void;
  leaveOut(reason: keyof ReplayFindings['leftOut'], count?: number): void;
  /** The lists have the most frequent first, up to 100 of each. */
  sum(): ReplayFindings;
};

type Finding = { count: number; examples: Example[] };

/** Creates an empty tally. */
export function createTally(): Tally {
  const verdicts: Record<Verdict, number> = {
    same: 0,
    other_words: 0,
    other_end: 0,
    needs_answer: 0,
    failed: 0,
  };
  const leftOut: ReplayFindings['leftOut'] = { withoutTranscript: 0, tooLong: 0, unreadable: 0 };
  const moves = createGroups<Pick<ReplayFindings['moves'][number], 'past' | 'next'>>();
  const partings = createGroups<Pick<ReplayFindings['partings'][number], 'node' | 'verdict'>>();
  const missing = createGroups<Pick<ReplayFindings['missingAnswers'][number], 'node' | 'method' | 'url'>>();
  let withStandIns = 0;
  let withOtherRequests = 0;
  return {
    add({ sessionId, comparison }) {
      const { verdict, parting, ends, stop } = comparison;
      verdicts[verdict] += 1;
      if (comparison.standIns > 0) withStandIns += 1;
      if (comparison.otherRequests > 0) withOtherRequests += 1;
      // Turns are numbered from 1.
      const example = { sessionId, turn: parting && parting.turn + 1 };
      if (verdict === 'other_end' || verdict === 'failed')
        moves.add({ past: toEnd(ends.past), next: toEnd(ends.next) }, example);
      if (verdict !== 'same')
        partings.add({ node: (parting?.past ?? parting?.next)?.node ?? null, verdict }, example);
      if (stop.reason !== 'needs_answer') return;
      const url = cutQuery(describeTarget(stop.request));
      missing.add({ node: toNodeKey(stop.flow, stop.nodeId), method: stop.request.method, url }, example);
    },
    leaveOut: (reason, count = 1) => {
      leftOut[reason] += count;
    },
    sum: () => ({
      ...{ verdicts, leftOut, withStandIns, withOtherRequests },
      moves: moves.list(),
      partings: partings.list(),
      missingAnswers: missing.list().map(({ examples: _examples, ...found }) => found),
    }),
  };
}

function toEnd({ node, status }: Comparison['ends']['past']): End {
  return { node, status };
}

// Queries hold what people said; a finding names the service.
function cutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

/** Counts things that are the same as JSON, with the first examples of each. */
function createGroups<Key extends object>() {
  const groups = new Map<string, Key & Finding>();
  const add = (key: Key, example: Example): void => {
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { ...key, count: 0, examples: [] };
    group.count += 1;
    if (group.examples.length < MOST_EXAMPLES) group.examples.push(example);
    groups.set(name, group);
  };
  const list = (): (Key & Finding)[] =>
    [...groups.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_FINDINGS);
  return { add, list };
}
