import { z } from '@hono/zod-openapi';
import { MOST_ANSWERS, MOST_SESSIONS, MOST_STAND_INS } from '@/server/services/replay/new-replay';
import { REPLAY_STATUSES } from '@/server/services/replay/view';
import { SESSION_STATUSES } from '@/server/services/session/view';
import { anyObject, createdAt, id, idOf, orgId, paged, time } from './base';
import { flowId } from './flows';

export const replayPath = z.object({ orgId, flowId, replayId: idOf('the replay') });

const standIn = z.strictObject({
  status: z.number().int().min(100).max(599).optional().describe('Status of the answer; default: 200'),
  body: z.unknown().optional().describe('Body of the answer; default: null'),
});

export const search = z.strictObject({
  limit: z
    .number()
    .int()
    .min(1)
    .max(MOST_SESSIONS)
    .optional()
    .describe('Largest number of sessions; default: 1,000'),
  since: time.optional().describe('Only sessions that started then or later'),
  until: time.optional().describe('Only sessions that started before'),
  channelId: id.optional().describe('Only sessions on this channel'),
  status: z
    .array(z.enum(SESSION_STATUSES))
    .min(1)
    .optional()
    .describe('Only sessions with one of these statuses'),
});

const standIns = z
  .record(z.string(), z.array(standIn).min(1).max(MOST_ANSWERS))
  .describe(
    `Answers for calls that nobody recorded, by the id of the node; for a node of a called flow by its slug, a slash and the id. Used in order, and the last one from then on. At most ${MOST_STAND_INS} nodes`,
  );

export const newReplay = z
  .strictObject({
    search: search
      .optional()
      .describe('Which sessions are replayed, the newest first; default: the last 1,000'),
    standIns: standIns.optional(),
    definition: anyObject.optional().describe('The definition to replay on; default: the draft'),
  })
  .openapi('NewReplay');

const count = z.number().int().min(0);
const sessions = count.describe('Number of sessions');
const examples = z
  .array(
    z.object({
      sessionId: id.describe('Id of the session'),
      turn: count.nullable().describe('The first turn that differs; null if none does'),
    }),
  )
  .describe('Some of these sessions');

const end = z.object({
  node: z.string().describe('Id of the node; in a called flow with its slug and a slash before it'),
  status: z.string().describe('Status of the session'),
});

const result = z
  .object({
    verdicts: z
      .object({
        same: count.describe('Sessions that said and did the same'),
        other_words: count.describe(
          'Sessions that said, called or emitted something else, and ended the same',
        ),
        other_end: count.describe(
          'Sessions that ended at another node, with another status or another output',
        ),
        needs_answer: count.describe('Sessions whose flow called something that nobody recorded'),
        failed: count.describe('Sessions whose flow failed'),
      })
      .describe('Number of sessions by outcome'),
    leftOut: z
      .object({
        withoutTranscript: count.describe('Sessions without their transcript'),
        tooLong: count.describe('Sessions with 5,000 turns or more'),
        unreadable: count.describe('Sessions whose version is invalid today'),
      })
      .describe('Number of sessions that were not replayed'),
    moves: z
      .array(
        z.object({
          past: end.describe('Where the sessions ended'),
          next: end.describe('Where they would end'),
          count: sessions,
          examples,
        }),
      )
      .describe('From where sessions ended to where they would end, the most frequent first'),
    partings: z
      .array(
        z.object({
          node: z.string().nullable().describe('Key of the node; null at the end'),
          verdict: z.string().describe('The outcome, as in `verdicts`'),
          count: sessions,
          examples,
        }),
      )
      .describe('Where sessions part from their record, the most frequent first'),
    missingAnswers: z
      .array(
        z.object({
          node: z.string().describe('Key of the node; takes a stand-in'),
          method: z.string().describe('Method of the call'),
          url: z
            .string()
            .describe('Address of the call without its query; over a connection its name and the path'),
          count: sessions,
        }),
      )
      .describe('The calls that nobody recorded, for stand-ins'),
    withStandIns: count.describe('Sessions that a stand-in answered'),
    withOtherRequests: count.describe('Sessions that got an answer that was recorded for another request'),
  })
  .openapi('ReplayResult');

export const replay = z
  .object({
    id: id.describe('Id of the replay'),
    flowId: id.describe('Id of the flow'),
    status: z.enum(REPLAY_STATUSES).describe('`pending` and `running` go on; the others are final'),
    draftRev: z
      .number()
      .int()
      .nullable()
      .describe('The revision of the draft; null for a definition from the request'),
    search: search.describe('Which sessions are replayed'),
    standIns,
    done: count.describe('Number of sessions replayed so far'),
    total: count.nullable().describe('Number of sessions; null until they are counted'),
    result: result.nullable().describe('What was found; null until it is completed'),
    failure: z.string().nullable().describe('Why it failed; null if it did not'),
    createdBy: z.string().nullable().describe('The member or the key that asked for it; null if neither did'),
    createdAt,
    finishedAt: time.nullable().describe('When it was finished; null until then'),
  })
  .openapi('Replay');

export const replayList = paged(replay).openapi('Replays');
