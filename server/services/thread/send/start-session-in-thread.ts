import { findContactByAddress } from '@/server/db/contact/store';
import { findIdempotencyRecord } from '@/server/db/idempotency-record/store';
import { findThread, type ThreadContact, type ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import { isJsonObject } from '@/server/shared/json';
import type { ChannelFacts } from '../../channel/channel-facts';
import { findQuietMs } from '../../channel/find-quiet-ms';
import { toContactFacts, toIntroduction } from '../../contact/contact-facts';
import { keepContact } from '../../contact/keep-contact';
import type { ServiceContext } from '../../context';
import { getStartVersion } from '../../environment/get-start-version';
import { requirePeopleFlow } from '../../room/require-people-flow';
import { type CreatedSession, commitNewSession, type NewSessionOptions } from '../../session/create-session';
import { requireSession } from '../../session/require-session';
import type { TurnStep } from '../../session/turn/turn-step';
import { mergeCallerData, requireVisitorWithinLimits, type ThreadData } from '../caller-data/caller-data';
import { toRegional } from '../caller-data/to-regional';
import { isTakenOver, splitEntries } from './history';
import { type PreparedSend, type SendResult, toDirect } from './send-request';
import {
  joinLines,
  type ThreadEntry,
  toAnsweredStep,
  toEntryLines,
  toStep,
  type VisitorEntry,
} from './thread-entry';

/**
 * Starts the thread's next session with the entries; null when another request was faster, or the version is
 * outdated.
 */
export async function startSessionInThread(
  ctx: ServiceContext,
  sending: PreparedSend,
  { thread, contact }: { thread: ThreadRow | null; contact: ThreadContact | null },
  isRetry: boolean,
): Promise<SendResult | null> {
  const { orgId, channel, channelId, externalId } = sending;
  const start = { orgId, ...(await chooseFlow(ctx, sending)) };
  const { flowId } = start;
  const chosen = await getStartVersion(ctx, start, { useCache: !isRetry });
  const threadId = thread?.id ?? ctx.ids.uuid(sending.entryContext.at);
  const known = mergeCallerData(thread, sending);
  const regional = toRegional(channel.kind, known);
  const introduction = toIntroduction(channel.kind, known, regional);
  const place = { orgId, channel: channelId, address: externalId };
  const stored = contact ?? (thread ? null : await findContactByAddress(ctx.db, place));
  const session = {
    orgId,
    flowId,
    ...chosen,
    isTest: false,
    metadata: {},
    channel: channel.kind,
    externalId,
    variables: { ...known.variables, trigger: toTrigger(sending) },
    visitor: toVisitor(sending, known),
    regional,
    contact: toContactFacts(externalId, stored, introduction),
    defaults: channel.defaults,
    config: channel.config,
    ...findOpeningQuiet(sending),
    environment: channel.environment,
    lifeMs: null,
  };
  const move = { channelId, externalId, replaces: thread?.sessionId ?? null, ...known };
  const begun = await commitNewSession(ctx, session, { ...toBeginning(sending), threadId, thread: move });
  if (begun) {
    if (!stored) keepContact(ctx, { ...place, ...introduction, at: begun.row.createdAt });
    return toSent(sending, known, thread, begun);
  }
  return isRetry ? findApplied(ctx, sending) : null;
}

/** The flow, and the environment whose version of it runs. */
async function chooseFlow(
  ctx: ServiceContext,
  sending: PreparedSend,
): Promise<{ flowId: string; environment: string | null }> {
  const { flowId, channel } = sending;
  const { environment } = channel;
  if (flowId !== undefined) return { flowId, environment };
  // Nobody promotes the flow that is made for people.
  if (isForPeople(sending)) return { flowId: await requirePeopleFlow(ctx), environment: null };
  const own = channel.room ? channel.room.flowId : channel.flowId;
  if (own === null) throw domainError('not_found', { thing: 'flow', id: '' });
  return { flowId: own, environment };
}

/** Whether no flow speaks in the new session (thread/answers-the-last). */
function isForPeople({ channel, entries, close = false }: PreparedSend): boolean {
  const mode = channel.room?.mode;
  if (mode === 'people' || close || entries[0]?.type === 'person') return true;
  if (mode === 'suggestions') return false;
  const { history, answered } = splitEntries(entries);
  return answered.length === 0 || isTakenOver(history);
}

/** How long the text that starts the flow is held; nothing for a structured answer, a form or an event, which are complete. */
function findOpeningQuiet(sending: PreparedSend): { quietMs?: number } {
  const { opening } = toOpening(sending);
  const quietMs = findQuietMs(sending.channel);
  const isText = opening?.value === undefined && opening !== null && joinLines(opening) !== '';
  if (quietMs === null || !isText || sending.trigger?.type !== undefined || isForPeople(sending)) return {};
  return { quietMs };
}

/** The visitor's data; on chat channels the profile and the context belong to it. */
function toVisitor({ channel, visitor, trigger }: PreparedSend, known: ThreadData): JsonObject {
  const context = visitor === undefined ? null : trigger?.context;
  return requireVisitorWithinLimits({
    ...(channel.kind === 'chat' && known.profile),
    ...(isJsonObject(context) && context),
    ...known.visitor,
  });
}

function toTrigger(sending: PreparedSend) {
  const { opening } = toOpening(sending);
  return { type: 'message', text: opening ? joinLines(opening) : '', ...sending.trigger };
}

/** What the start of the session takes: the visitor's entry that it answers, with the entries recorded before it. */
type Opening = { before: ThreadEntry[]; opening: VisitorEntry | null; later: ThreadEntry[] };

function toOpening(sending: PreparedSend): Opening {
  const { entries, channel } = sending;
  const { history, answered } = splitEntries(entries, sending.close);
  const [opening, ...later] = answered;
  const isAnswering = channel.room?.mode !== 'suggestions' && !isForPeople(sending);
  if (opening && isAnswering) return { before: history, opening, later };
  const [first, ...rest] = entries;
  if (first?.type !== 'visitor') return { before: [], opening: null, later: [...entries] };
  return { before: [], opening: first, later: rest };
}

/** The start takes the opening entry; later ones become turns of their own. */
function toBeginning(sending: PreparedSend): NewSessionOptions {
  const { channel, entryContext, inputId, usage, close } = sending;
  const { before, opening, later } = toOpening(sending);
  const answered = new Set<ThreadEntry | null>(splitEntries(sending.entries, close).answered);
  const openingId = (opening && entryContext.inputIds.get(opening)) ?? inputId;
  const laterSteps = later.map((entry): TurnStep => {
    const step = toStep(entry, entryContext, null);
    return entry.type === 'visitor' && !answered.has(entry) ? toAnsweredStep(step) : step;
  });
  if (close) laterSteps.push({ event: { type: 'session.ended', at: entryContext.at } });
  const recorded = opening === null ? before : [...before, opening];
  return {
    channelId: channel.id,
    roomId: channel.room?.id ?? null,
    waitTimeoutMs: pauseOf(channel),
    syncReply: toDirect(sending, entryContext.at),
    inputId: openingId,
    startStep: {
      lines: recorded.flatMap((entry) => toEntryLines(entry, entryContext)),
      usage: usage ?? null,
      ...(isUnused(opening, entryContext.skipWaiting) && { waiting: false }),
      ...(opening !== null && !answered.has(opening) && { isAnswered: true as const }),
    },
    laterSteps,
  };
}

function isUnused(opening: VisitorEntry | null, skipWaiting: boolean): boolean {
  return opening === null || skipWaiting;
}

function pauseOf(channel: ChannelFacts): number | null {
  return channel.kind === 'chat' ? channel.settings.waitSeconds * 1_000 : null;
}

function toSent(
  { channelId, externalId, inputId }: PreparedSend,
  known: ThreadData,
  before: ThreadRow | null,
  begun: CreatedSession,
): SendResult {
  const { row, messages } = begun;
  const thread = {
    ...known,
    orgId: row.orgId,
    id: row.threadId ?? '',
    channelId,
    externalId,
    sessionId: row.id,
    createdAt: before?.createdAt ?? row.createdAt,
    lastActivityAt: row.lastActivityAt,
  };
  return { thread, row, messages, isNew: true, inputId };
}

/** Returns what another request under the same idempotency key started, if that is why this one failed. */
async function findApplied(ctx: ServiceContext, sending: PreparedSend): Promise<SendResult | null> {
  if (!ctx.idempotencyKey) return null;
  const { orgId, channelId, externalId } = sending;
  const record = await findIdempotencyRecord(ctx.db, { orgId, key: ctx.idempotencyKey });
  const thread = await findThread(ctx.db, { orgId, channelId, externalId });
  if (!record?.sessionId || !record.inputId || !thread) return null;
  const row = await requireSession(ctx, { orgId, sessionId: record.sessionId });
  return { thread, row, messages: [], isNew: true, inputId: record.inputId };
}
