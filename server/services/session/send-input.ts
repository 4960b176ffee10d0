import type { SessionRow } from '@/server/db/session/row';
import type { Json } from '@/server/engine/json';
import type { Regional } from '@/server/engine/locale/regional';
import type { EngineEvent } from '@/server/engine/protocol';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../context';
import { DEFAULT_WAIT_MS, replyOrWait, toReply } from './reply/await-reply';
import { getReplyByKey, isKeyApplied } from './reply/get-reply-by-key';
import { toRefusalError } from './reply/refusal-error';
import { requireRegional } from './require-regional';
import type { AdvanceResult } from './turn/advance-request';
import { advanceSession } from './turn/advance-session';
import type { SessionReply } from './view';

type Unchanged = Extract<AdvanceResult, { kind: 'unchanged' }>;

export type Input =
  | { type: 'text'; text: string; value?: Json; regional?: Regional | undefined }
  | { type: 'transferResult'; status: 'success' | 'failed' | 'hangup'; failReason?: string | undefined }
  | { type: 'event'; name: string; payload: Json };

export type SendInput = {
  sessionId: string;
  input: Input;
  /** The time to wait for calls and timers before an unsettled reply, in milliseconds; default: 25,000. */
  waitMs?: number;
};

/**
 * Sends an input to a session and returns the flow's answers. An event that the flow does not wait for changes nothing.
 * Throws not_found, session_finished, session_expired, wrong_input, inbox_full, and invalid_request for an unknown locale
 * or time zone.
 */
export async function sendInput(
  ctx: ServiceContext,
  { sessionId, input, waitMs = DEFAULT_WAIT_MS }: SendInput,
): Promise<SessionReply> {
  const orgId = requireScope(ctx, 'sessions:write');
  ctx.touch?.(sessionId);
  requireStorable(input, ['input']);
  const inputId = ctx.ids.uuid(ctx.clock.now());
  const event = toEvent(input, inputId, ctx.clock.now());
  const { idempotencyKey } = ctx;
  const result = await advanceSession(ctx, { orgId, sessionId, steps: [{ event }], idempotencyKey });
  switch (result.kind) {
    case 'applied':
      return replyOrWait(ctx, { ...result, inputId, waitMs });
    case 'duplicate':
      return getReplyByKey(ctx, waitMs);
    case 'unchanged':
      // The first request with the key may have ended the session, which then refuses every input.
      if (await isKeyApplied(ctx)) return getReplyByKey(ctx, waitMs);
      return toReply(requireIgnored(result, input), [], inputId);
  }
}

function toEvent(input: Input, inputId: string, at: number): EngineEvent {
  switch (input.type) {
    case 'text': {
      const { text, value } = input;
      const regional = requireRegional(input.regional);
      return {
        type: 'message',
        at,
        inputId,
        text,
        ...(value !== undefined && { value }),
        ...(Object.keys(regional).length > 0 && { regional }),
      };
    }
    case 'transferResult': {
      const { status, failReason } = input;
      return {
        type: 'transfer.completed',
        at,
        inputId,
        status,
        ...(failReason !== undefined && { failReason }),
      };
    }
    case 'event':
      return { type: 'event.received', at, inputId, name: input.name, payload: input.payload };
  }
}

/** Returns the session of an input that the flow ignored; throws if it refused the input. */
function requireIgnored({ row, outcome }: Unchanged, input: Input): SessionRow {
  if (outcome.kind === 'ignored') return row;
  throw toRefusalError(row, outcome, input.type === 'transferResult' ? 'transferResult' : 'text');
}
