import type { OutcomeChange, OutcomeCount } from '@/server/db/coverage/outcomes';
import type { Outcome } from '@/server/db/coverage/stored-outcome';
import type { TurnToCount, UncountedSession } from '@/server/db/coverage/uncounted';
import type { OutcomeMeasure, SessionStatus } from '@/server/db/statement/checked-values';
import { toRatingBucket } from './rating-buckets';
import { toWaitBucket } from './wait-buckets';

const DAY_MS = 86_400_000;
const FINAL: readonly SessionStatus[] = ['completed', 'ended', 'expired', 'failed'];

/** The channel under which sessions without one are counted. */
export const NO_CHANNEL = 'api';

type Addition = { measure: OutcomeMeasure; bucket?: number; amount?: number };

/**
 * Counts the outcomes of a session in its turns after those that are counted, up to number `upTo`, for the day (UTC) and the
 * version that it began on, so that the shares of a day add up whenever its sessions end.
 */
export function countOutcome(
  session: UncountedSession,
  turns: readonly TurnToCount[],
  { firstVersionId, upTo }: { firstVersionId: string; upTo: number },
): OutcomeChange {
  const known = session.counted?.outcome ?? null;
  const outcome: Outcome = known ? { ...known } : beginOutcome(firstVersionId);
  const added: Addition[] = known ? [] : [{ measure: 'started' }];
  for (const turn of turns) added.push(...passTurn(outcome, turn), ...priceTurn(turn), ...rateTurn(turn));
  if (upTo === session.turnNo && !outcome.isEnded && FINAL.includes(session.status))
    added.push(...endSession(outcome, session.status));
  return {
    outcomeBefore: session.counted?.outcomeNo ?? 0,
    outcomeNo: upTo,
    outcome,
    outcomeCounts: added.map((addition) => toCount(session, outcome, addition)),
  };
}

function beginOutcome(versionId: string): Outcome {
  return { versionId, handedOverAt: null, isAnswered: false, isEnded: false };
}

/** Marks what a turn does; a person who writes without having been asked has no waiting time. */
function passTurn(outcome: Outcome, { type, status, at }: TurnToCount): Addition[] {
  if (outcome.handedOverAt === null) {
    const isReply = type === 'person.replied';
    if (!isReply && type !== 'control.changed' && status !== 'awaiting_transfer') return [];
    outcome.handedOverAt = at.getTime();
    outcome.isAnswered = isReply;
    return [{ measure: 'handed_over' }];
  }
  if (outcome.isAnswered || type !== 'person.replied') return [];
  outcome.isAnswered = true;
  return [{ measure: 'answered', bucket: toWaitBucket(at.getTime() - outcome.handedOverAt) }];
}

function priceTurn({ tokens, costMicros }: TurnToCount): Addition[] {
  return [
    ...(tokens > 0 ? [{ measure: 'tokens' as const, amount: tokens }] : []),
    ...(costMicros > 0 ? [{ measure: 'cost_micros' as const, amount: costMicros }] : []),
  ];
}

function rateTurn({ ratings }: TurnToCount): Addition[] {
  return (ratings ?? []).map((rating) => ({ measure: 'rated' as const, bucket: toRatingBucket(rating) }));
}

function endSession(outcome: Outcome, status: SessionStatus): Addition[] {
  outcome.isEnded = true;
  return [
    { measure: 'ended' },
    ...(outcome.handedOverAt === null && status === 'completed' ? [{ measure: 'ended_alone' as const }] : []),
    ...(status === 'failed' ? [{ measure: 'failed' as const }] : []),
  ];
}

function toCount(
  { flowId, channelId, createdAt }: UncountedSession,
  { versionId }: Outcome,
  { measure, bucket = 0, amount = 1 }: Addition,
): OutcomeCount {
  const day = new Date(Math.floor(createdAt.getTime() / DAY_MS) * DAY_MS).toISOString();
  return { day, flowId, versionId, channel: channelId ?? NO_CHANNEL, measure, bucket, amount };
}
