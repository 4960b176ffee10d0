import type { ServiceContext } from '@/server/services/context';
import {
  getSessionTranscript,
  type SessionTranscript,
} from '@/server/services/thread/get-session-transcript';
import type { ThreadReply } from '@/server/services/thread/view';
import { requireValidAnswer } from '@/server/services/thread/wait/require-valid-answer';
import { makeWaitToken, resumeWait } from '@/server/services/thread/wait/resume-wait';
import { domainError } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { getOwnThread } from './auth';
import { type Field, findWrongValues, toFields, toReadable } from './forms/fields';
import { resolveFiles } from './forms/resolve-files';
import { findPending } from './reply/execution-reply';
import type { ExecutionReply } from './reply/translate';

export type Resume = {
  executionId: string;
  waitToken: string;
  values: JsonObject;
  /** `variables` come from a server, `visitor` from a page. */
  variables?: JsonObject;
  visitor?: JsonObject;
  usage: ExecutionReply['usage'];
  waitMs: number;
  /** The public URL of this API, for a visitor's files; absent for servers. */
  baseUrl?: string;
};

/**
 * Answers a wait. Values that break its schema or the flow's rules leave the wait open. Throws not_found,
 * session_finished (for a cancelled execution), wait_token_invalid, invalid_request.
 */
export async function resume(ctx: ServiceContext, input: Resume): Promise<ThreadReply> {
  const { executionId: sessionId, waitToken, variables, visitor, usage, waitMs } = input;
  const execution = await getSessionTranscript(ctx, { sessionId });
  const { session } = execution;
  if (session.status === 'ended') throw domainError('session_finished', { status: session.status });
  const { value, text } = await requireAnswer(ctx, execution, input).catch(async (error: unknown) => {
    // A used token is the error to report, whatever the values: `resumeWait` refuses it.
    if (await isOpen(ctx, input)) throw error;
    return UNCHECKED;
  });
  const brought = { ...(variables && { variables }), ...(visitor && { visitor }) };
  return resumeWait(ctx, { sessionId, waitToken, value, text, ...brought, waitMs, ...(usage && { usage }) });
}

const UNCHECKED = { value: null, text: '' };

/** Reads the answer from the values; throws invalid_request for values that do not fit the open question. */
async function requireAnswer(
  ctx: ServiceContext,
  execution: SessionTranscript,
  input: Resume,
): Promise<Omit<Answer, 'fields'>> {
  const values = await resolveOwnFiles(ctx, execution, input);
  const answer = toAnswer(execution, values);
  await requireFitting(ctx, input.executionId, answer, values);
  return answer;
}

async function isOpen(ctx: ServiceContext, { executionId, waitToken }: Resume): Promise<boolean> {
  const { session } = await getSessionTranscript(ctx, { sessionId: executionId });
  return makeWaitToken(ctx, session) === waitToken;
}

/** Resolves a visitor's file references; a server's are taken as sent. */
async function resolveOwnFiles(
  ctx: ServiceContext,
  { messages }: SessionTranscript,
  { values, baseUrl }: Resume,
): Promise<JsonObject> {
  const { expected, text } = findPending(messages) ?? {};
  if (ctx.actor.type !== 'visitor' || !expected || baseUrl === undefined) return values;
  const fields = toFields(expected, text ?? '');
  return (await resolveFiles(ctx, values, { fields, naming: getOwnThread(ctx), baseUrl })).values;
}

type Answer = { fields: Field[]; value: Json; text: string };

function toAnswer({ messages }: SessionTranscript, values: JsonObject): Answer {
  const pending = findPending(messages);
  const { expected, text } = pending ?? {};
  if (!expected) return { fields: [], value: values, text: '' };
  const fields = toFields(expected, text ?? '');
  // A single question is sent as a form of one field, but the flow waits for the bare value.
  const own = Object.hasOwn(values, expected.name) ? values[expected.name] : undefined;
  const value = expected.fields ? values : (own ?? null);
  return { fields, value, text: toReadable(fields, values) };
}

async function requireFitting(
  ctx: ServiceContext,
  sessionId: string,
  { fields, value }: Answer,
  values: JsonObject,
): Promise<void> {
  const issues = findWrongValues(fields, values);
  if (issues.length > 0) throw domainError('invalid_request', { issues });
  await requireValidAnswer(ctx, { sessionId, value });
}
