import type { OutcomeSum } from '@/server/db/coverage/outcome-sums';
import type { OutcomeMeasure } from '@/server/db/statement/checked-values';
import { toWaitPercentile } from '../coverage/wait-buckets';
import { type ScaleRatings, toRatingFigures } from './rating-figures';

/** Figures of the sessions that began in a period. */
export type Figures = {
  sessions: number;
  ended: number;
  /** Those that completed the flow, and that no person had at any time. */
  endedWithoutPerson: number;
  failed: number;
  handedOver: number;
  /** `handedOver` of `sessions`, from 0 to 1; null without sessions. */
  handoverRate: number | null;
  /** Those that a person answered after the handover. */
  answered: number;
  /** The time from the handover to the answer, up to 20 % too long; null without answers. */
  answerP50Seconds: number | null;
  answerP90Seconds: number | null;
  /** The number of ratings, and their mean as the part of their scale from 0 to 1; null without ratings. */
  rated: number;
  satisfaction: number | null;
  ratings: ScaleRatings[];
  /** Tokens of models, and their cost as far as the models have prices. */
  tokens: number;
  costUsd: number;
};

/** Adds up the sums of one group, or of all. */
export function toFigures(sums: readonly OutcomeSum[]): Figures {
  const of = (wanted: OutcomeMeasure) =>
    sums.reduce((sum, { measure, amount }) => (measure === wanted ? sum + amount : sum), 0);
  const sessions = of('started');
  const handedOver = of('handed_over');
  const waits = new Map<number, number>();
  for (const { measure, bucket, amount } of sums)
    if (measure === 'answered') waits.set(bucket, (waits.get(bucket) ?? 0) + amount);
  return {
    sessions,
    ended: of('ended'),
    endedWithoutPerson: of('ended_alone'),
    failed: of('failed'),
    handedOver,
    handoverRate: sessions === 0 ? null : handedOver / sessions,
    answered: of('answered'),
    answerP50Seconds: toWaitPercentile(waits, 0.5),
    answerP90Seconds: toWaitPercentile(waits, 0.9),
    ...toRatingFigures(sums),
    tokens: of('tokens'),
    costUsd: of('cost_micros') / 1e6,
  };
}
