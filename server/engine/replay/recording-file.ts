/**
 * The file of a recording.
 *
 * replay/file-round-trip: a recording that is written and parsed again is the same, with the same order of keys.
 */
import { z } from 'zod';
import { describeIssue, toIssuePath } from '@/server/shared/describe-issue';
import { toPointerToken } from '../compile/compiler';
import type { Recording } from './recording';
import { contactFacts, sessionState } from './state-schema';

/** The largest file that is opened, in bytes; an instance exports at most 20 MB. */
export const MAX_FILE_BYTES = 50_000_000;
/** The most turns of a session that is exported or opened: each of them runs again. */
export const MAX_FILE_TURNS = 1_000;
/** The last time that a date can have, in milliseconds before or after 1970. */
const MAX_TIME = 8.64e15;

const json = z.unknown();
const record = z.record(z.string(), z.unknown());
const at = z.number().min(-MAX_TIME).max(MAX_TIME);
const stopBefore = z.looseObject({
  ...{ flow: z.string(), node: z.string(), nth: z.number(), breakpoint: z.string() },
});
const timed = { at, stopBefore: stopBefore.optional() };
const contact = contactFacts.optional();
const input = { ...timed, inputId: z.string(), regional: record.optional(), contact };

const result = z.looseObject({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: json,
  durationMs: z.number(),
  attempts: z.number(),
});
const error = z.looseObject({
  code: z.string(),
  message: z.string(),
  attempts: z.number(),
  durationMs: z.number(),
  response: result.optional(),
});

const version = z.looseObject({ id: z.string(), number: z.number().int().nullable() });

const event = z.discriminatedUnion('type', [
  z.looseObject({
    ...{ type: z.literal('started'), ...input, variables: record, visitor: record.optional() },
    ...{ defaults: record.optional(), config: record.optional(), rules: z.string().optional() },
    quietMs: z.number().optional(),
    session: z.looseObject({ channel: z.string(), version: z.number().nullable() }).optional(),
  }),
  z.looseObject({ type: z.literal('message'), ...input, text: z.string(), quietMs: z.number().optional() }),
  z.looseObject({ type: z.literal('choice'), ...input, value: z.string() }),
  z.looseObject({ type: z.literal('quiet.ended'), ...timed }),
  z.looseObject({ type: z.literal('person.replied'), ...timed, takes: z.boolean() }),
  z.looseObject({
    ...{ type: z.literal('transfer.completed'), ...timed, inputId: z.string() },
    ...{ status: z.enum(['success', 'failed', 'hangup']), failReason: z.string().optional() },
  }),
  z.looseObject({ type: z.literal('timer.fired'), ...timed, timer: z.string() }),
  z.looseObject({ type: z.literal('effect.succeeded'), ...timed, effect: z.string(), result }),
  z.looseObject({ type: z.literal('effect.failed'), ...timed, effect: z.string(), error }),
  z.looseObject({ type: z.literal('event.received'), ...timed, name: z.string(), payload: json }),
  z.looseObject({ type: z.literal('variables.changed'), ...timed, set: record, contact }),
  z.looseObject({ type: z.literal('control.changed'), ...timed, control: z.enum(['flow', 'human']) }),
  z.looseObject({ type: z.literal('debug.continued'), ...timed, stepUntil: z.number().optional() }),
  z.looseObject({ type: z.literal('debug.released'), ...timed, reason: z.string() }),
  z.looseObject({ type: z.literal('debug.edited'), ...timed, set: record }),
  z.looseObject({ type: z.literal('session.ended'), ...timed }),
  z.looseObject({ type: z.literal('session.expired'), ...timed }),
  z.looseObject({ type: z.literal('assignee.released'), ...timed }),
  z.looseObject({
    ...{ type: z.literal('version.changed'), at, from: version, to: version },
    ...{ turns: z.number(), state: sessionState },
  }),
]);

const status = z.enum([
  ...(['running', 'awaiting_input', 'awaiting_transfer', 'awaiting_timer', 'awaiting_event'] as const),
  ...(['completed', 'failed', 'ended', 'expired'] as const),
]);
const message = z.looseObject({
  ...{ nodeId: z.string().nullable(), inputId: z.string().nullable(), content: json, text: z.string() },
});
const turn = z.looseObject({
  event,
  status: status.optional(),
  messages: z.array(message).optional(),
  set: record.optional(),
  emitted: z.array(z.looseObject({ name: z.string(), payload: json })).optional(),
});
const flow = z.looseObject({
  slug: z.string(),
  version: z.number().int().nullable(),
  definition: json,
  links: z.record(z.string(), z.string()),
});

// Fields that it does not name are kept.
const recordingSchema = z.looseObject({
  kind: z.literal('parley.recording'),
  format: z.literal(1),
  flow: z.string(),
  flows: z.record(z.string(), flow),
  seed: z.string(),
  turns: z.array(turn).max(MAX_FILE_TURNS),
  masked: z
    .looseObject({
      credentials: z.number().int(),
      unverified: z.array(z.number().int()),
      otherWayFrom: z.number().int().nullable(),
    })
    .optional(),
  end: z.looseObject({ status, at, state: record.optional() }),
});

export type ParsedRecording =
  | { ok: true; recording: Recording }
  | { ok: false; problems: { path: string; message: string }[] };

/** Writes the file of a recording. */
export function formatRecording(recording: Recording): string {
  return JSON.stringify(recording);
}

/** Reads the file of a recording; a problem names its place as a JSON pointer. Never throws. */
export function parseRecording(text: string): ParsedRecording {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { ok: false, problems: [{ path: '', message: 'is not JSON' }] };
  }
  const checked = recordingSchema.safeParse(input, { error: describeIssue });
  // The input itself is returned: zod would sort its keys, which a replay shows.
  if (checked.success) return { ok: true, recording: input as Recording };
  const problems = checked.error.issues.map(({ path, message }) => ({
    path: toIssuePath(path)
      .map((key) => `/${toPointerToken(String(key))}`)
      .join(''),
    message,
  }));
  return { ok: false, problems };
}
