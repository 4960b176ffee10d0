import type { CallAnswer } from '@/app/_features/session/answer-form';
import { capitalize } from '@/app/_lib/capitalize';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { countSessions } from '../_model/job';

export type Replay = RouterOutputs['replay']['get'];
export type Findings = NonNullable<Replay['result']>;
/** Answers that an author gives for calls that no session recorded, by node. */
export type StandIns = Record<string, CallAnswer[]>;

/** Names the two ends of a move: by node, and by status where the nodes are the same. */
export function nameEnds({ past, next }: Findings['moves'][number]): [past: string, next: string] {
  const isSameNode = past.node === next.node;
  const name = ({ node, status }: typeof past) =>
    isSameNode || node === '' ? [node, status.replaceAll('_', ' ')].filter(Boolean).join(', ') : node;
  return [name(past), name(next)];
}

/** The sum of a replay in one sentence. */
export function summarizeFindings({ verdicts }: Findings): string {
  const total = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'No session of this flow could be replayed.';
  const changed = total - verdicts.same;
  if (changed === 0) return `${capitalize(countSessions(total))} would go the same way.`;
  return `${changed.toLocaleString('en')} of ${countSessions(total)} would go another way.`;
}

const LEFT_OUT: readonly [reason: keyof Findings['leftOut'], words: string][] = [
  ['withoutTranscript', 'without a transcript'],
  ['tooLong', 'with 5,000 turns or more'],
  ['unreadable', 'of versions that are invalid today'],
];

/** The sessions that were not replayed, as a sentence; null for none. */
export function explainLeftOut({ leftOut }: Findings): string | null {
  const reasons = LEFT_OUT.flatMap(([reason, words]) =>
    leftOut[reason] > 0 ? [`${countSessions(leftOut[reason])} ${words}`] : [],
  );
  return reasons.length === 0 ? null : `Left out: ${reasons.join(', ')}.`;
}
