import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type Fork = RouterOutputs['fork']['get'];
export type ForkStop = NonNullable<RouterOutputs['fork']['start']['stop']>;

/** Names the version that a fork runs on. */
export function nameForkVersion({ version }: Pick<Fork, 'version'>): string {
  return version === null ? 'the draft' : `version ${String(version)}`;
}

const DIFFERENCES: Readonly<Record<string, string>> = {
  words: 'says something else',
  path: 'goes another way',
  calls: 'calls something else',
  events: 'reports something else',
};

/** Says where a fork first differs from the session that it continues; null if it does not. */
export function describeParting({ parting }: Pick<Fork, 'parting'>): string | null {
  if (!parting) return null;
  const { turn, node } = parting.next ?? parting.past ?? {};
  const place = turn === undefined ? '' : ` in turn ${String(turn)}${node ? `, at ${node}` : ''}`;
  return `It ${DIFFERENCES[parting.difference] ?? 'ends otherwise'}${place}.`;
}

/** Says why a session cannot be continued; a call without an answer is asked for instead. */
export function explainStop(stop: ForkStop): { title: string; advice: string } {
  const turn = String(stop.turn);
  switch (stop.reason) {
    case 'needs_answer':
      return {
        title: `Nobody recorded an answer for a call of ${stop.node}.`,
        advice: `${stop.method} ${stop.url}, after turn ${turn}. Enter the answer that it gets.`,
      };
    case 'finished':
      return {
        title: `The conversation is over after turn ${turn}.`,
        advice: stop.failure ?? 'Choose an earlier turn on the timeline to continue from.',
      };
    case 'too_long':
      return {
        title: 'The flow goes on without end.',
        advice: `It took ${turn} turns for what people said. Look for a loop.`,
      };
    case 'differs':
      return {
        title: `Turn ${turn} does not run as it was recorded.`,
        advice: 'The rules of time zones or languages may have changed since. Try the draft instead.',
      };
  }
}
