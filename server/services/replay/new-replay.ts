import { z } from 'zod';
import { SESSION_STATUSES } from '../session/view';

/** The most sessions of one replay. */
export const MOST_SESSIONS = 10_000;
const DEFAULT_SESSIONS = 1_000;
const LIMIT_RULE = `must be a whole number from 1 to ${MOST_SESSIONS}`;

const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2030-01-31T10:00:00Z' });

/** The sessions to replay: the newest first, up to `limit`. */
export const searchSchema = z.strictObject({
  limit: z.int(LIMIT_RULE).min(1, LIMIT_RULE).max(MOST_SESSIONS, LIMIT_RULE).default(DEFAULT_SESSIONS),
  /** Those that started then or later. */
  since: time.optional(),
  /** Those that started before. */
  until: time.optional(),
  channelId: z.uuid('must be the id of a channel').optional(),
  status: z.array(z.enum(SESSION_STATUSES)).min(1).optional(),
});

export type ReplaySearch = z.output<typeof searchSchema>;

/** The most nodes with stand-ins, and the most answers of each. */
export const MOST_STAND_INS = 100;
export const MOST_ANSWERS = 20;

/** The answer of a call. */
export const answerSchema = z.strictObject({
  status: z.int().min(100).max(599).default(200),
  body: z.json().default(null),
});

/**
 * Answers for calls that nobody recorded, by node, used in their order and the last one from then on. A node of a called flow is
 * named by the slug of that flow, a slash and its id.
 */
export const standInsSchema = z
  .record(
    z.string().min(1).max(300),
    z.array(answerSchema).min(1).max(MOST_ANSWERS, `must have at most ${MOST_ANSWERS} answers`),
  )
  .refine(
    (standIns) => Object.keys(standIns).length <= MOST_STAND_INS,
    `must name at most ${MOST_STAND_INS} nodes`,
  );

export type StandInAnswers = z.output<typeof standInsSchema>;

export const newReplaySchema = z.object({
  search: searchSchema.prefault({}),
  standIns: standInsSchema.default({}),
});
