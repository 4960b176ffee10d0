import type { SessionRow } from '@/server/db/session/row';
import { findHeldThread, type ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import type { ChannelFacts } from '../channel/channel-facts';
import type { ServiceContext } from '../context';
import { toRefusalError } from '../session/reply/refusal-error';
import { expireIfOverdue } from '../session/require-session';
import { advanceSession } from '../session/turn/advance-session';
import type { TurnStep } from '../session/turn/turn-step';
import { requireChannelAccess, requireOpenChannel, requireOwnThread } from './access';
import { beginInThread } from './begin-in-thread';
import { keepFacts } from './keep-facts';
import { replyInThread } from './reply-in-thread';
import { type Sending, type SendToThread, type Sent, toDirect } from './sending';
import { toStep } from './thread-entry';
import { toBroughtSteps } from './to-brought-steps';
import type { ThreadReply } from './view';
import { sortBrought } from './visitor-facts';

const ATTEMPTS = 20;
/**
 * Says something in a thread and takes its session to the next wait; begins one where none is going on. Everything that
 * is sent together is kept together. Throws not_found, channel_disabled, flow_not_published, inbox_full, limit_exceeded.
 */
export async function sendToThread(ctx: ServiceContext, sent: SendToThread): Promise<ThreadReply> {
  const input = sortBrought(ctx.actor, sent);
  const orgId = requireChannelAccess(ctx, 'sessions:write', input.channelId);
  const { channelId, externalId, entries, variables = {}, visitor = {}, profile = {}, trigger = {} } = input;
  requireStorable({ externalId, entries, variables, visitor, profile, trigger } as unknown as JsonObject, [
    'thread',
  ]);
  const channel = await requireOpenChannel(ctx, orgId, channelId);
  const sending = toSending(ctx, input, orgId, channel);
  const lane = `${channelId}/${externalId}`;
  const done = await ctx.sessions.mutex.runExclusive(lane, () => send(ctx, sending));
  return replyInThread(ctx, sending, done);
}

function toSending(ctx: ServiceContext, input: SendToThread, orgId: string, channel: ChannelFacts): Sending {
  const at = ctx.clock.now();
  const visitors = input.entries.filter(({ type }) => type === 'visitor');
  const inputIds = new Map(visitors.map((entry) => [entry, ctx.ids.uuid(at)] as const));
  const last = visitors.at(-1);
  const inputId = (last && inputIds.get(last)) ?? ctx.ids.uuid(at);
  const hearing = { channel, at, inputIds, skipWaiting: input.skipWaiting ?? false };
  return { ...input, orgId, channel, hearing, inputId };
}

async function send(ctx: ServiceContext, sending: Sending): Promise<Sent> {
  const { orgId, channelId, externalId, fresh = false, once = false } = sending;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const held = await findHeldThread(ctx.db.pool, { orgId, channelId, externalId });
    const thread = held?.thread ?? null;
    if (thread) requireOwnThread(ctx, thread);
    const row = held?.session ? await expireIfOverdue(ctx, held.session) : null;
    if (once && thread && row) return { thread, row, messages: [], isNew: false, inputId: sending.inputId };
    const sent =
      thread && row && !row.finishedAt && !fresh
        ? await goOn(ctx, sending, thread, row)
        : await beginInThread(ctx, sending, thread, attempt > 0);
    if (sent) return sent;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

/** Says it in the session that is going on; null when that has ended meanwhile. */
async function goOn(
  ctx: ServiceContext,
  sending: Sending,
  known: ThreadRow,
  before: SessionRow,
): Promise<Sent | null> {
  const { orgId, inputId, hearing } = sending;
  // Said before the turn is taken, so that the log can name the session if that fails.
  ctx.touch?.(before.id);
  const advanced = await ctx.sessions.mutex.runExclusive(before.id, () =>
    advanceSession(ctx, {
      orgId,
      sessionId: before.id,
      known: before,
      steps: (row) => toSteps(sending, row),
      idempotencyKey: ctx.idempotencyKey,
      direct: toDirect(sending, hearing.at),
    }),
  );
  if (advanced.kind === 'repeated') throw domainError('idempotency_running', { retryAfterMs: 1_000 });
  const { row } = advanced;
  if (advanced.kind === 'applied') {
    const thread = await keepFacts(ctx, known, sending);
    return { thread, row, messages: advanced.messages, isNew: false, inputId };
  }
  if (advanced.outcome.kind === 'ignored') return { thread: known, row, messages: [], isNew: false, inputId };
  if (advanced.outcome.reason === 'finished') return null;
  throw toRefusalError(row, advanced.outcome);
}

function toSteps({ entries, usage, close, hearing, ...sending }: Sending, row: SessionRow): TurnStep[] {
  const { at } = hearing;
  const said = entries.map((entry) => toStep(entry, hearing, row));
  const steps: TurnStep[] = [
    ...toBroughtSteps(sending, row, at),
    ...said.map((step, index) => (usage && index === said.length - 1 ? { ...step, usage } : step)),
  ];
  return close ? [...steps, { event: { type: 'session.ended', at } }] : steps;
}
