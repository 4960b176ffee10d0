import type { SessionRow } from '@/server/db/session/row';
import { HOLD_TIMER } from '@/server/db/timer/holds';
import type { TurnExtras } from '@/server/db/turn/turn-commit';
import type { Effect } from '@/server/engine/protocol';
import { renderTurnWebhooks } from '../../delivery/rendering/render-turn-webhooks';
import type { SuggestionView } from '../../delivery/rendering/webhook-renderer';
import { isFork } from '../../fork/fork-facts';
import { HELD_UNTIL } from '../../fork/held-calls';
import { leaseOf } from '../effects/call-lease';
import { sealCall } from '../effects/seal-call';
import type { ExecutedStep } from './run-steps';
import { inputIdOf, isSuggestionsOnly } from './transcript-lines';
import type { TurnDeps, TurnRecord } from './turn-input';
import { CONTROL_TIMER, QUIET_TIMER } from './turn-step';

/**
 * Whether the short statements write a column, or no turn changes it. A change of any other column needs the full statement;
 * a new column does not compile until it is listed here.
 */
const IN_SHORT_STATEMENT: Readonly<Record<keyof SessionRow, boolean>> = {
  orgId: true,
  id: true,
  flowId: true,
  versionId: true,
  status: true,
  isTest: true,
  channel: true,
  externalId: true,
  metadata: true,
  state: true,
  turnNo: true,
  messageCount: true,
  createdAt: true,
  lastActivityAt: true,
  expiresAt: true,
  finishedAt: true,
  channelId: true,
  threadId: true,
  roomId: true,
  waitingSince: false,
  waitTurnNo: true,
  waitTimeoutMs: true,
  syncReply: false,
  awaitedEvent: false,
  handledEvents: false,
  environment: true,
  assigneeId: false,
  eventDepth: false,
};

const columns = Object.keys(IN_SHORT_STATEMENT) as (keyof SessionRow)[];
const FULL_COLUMNS = columns.filter((column) => !IN_SHORT_STATEMENT[column]);

/** Collects what the turns write beyond the session, its turns and messages; null when the short statements are enough. */
export function toExtras(deps: TurnDeps, record: TurnRecord): TurnExtras | null {
  if (!needsExtras(record)) return null;
  const { session, steps, at, request } = record;
  const { cause, idempotencyKey = null } = request;
  const effects = steps.flatMap(({ result }) => result.effects);
  const timers = toTimers(deps, record);
  // A fork tells nobody anything (fork/asked-first).
  const isSilent = isFork(session);
  const suggestions = isSilent
    ? []
    : steps.flatMap((executed, index) => toSuggestions(deps, record, executed, index));
  return {
    effects: effects.flatMap((effect) => toCall(deps, session, effect, at)),
    timers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [{ key, dueAt }] : [])),
    endedTimers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [] : [key])),
    endedEffects: [
      ...(cause?.type === 'call' ? [cause.key] : []),
      ...effects.flatMap(({ type, key }) => (type === 'call.cancel' ? [key] : [])),
    ],
    endedArrivals: cause?.type === 'arrival' ? [cause.eventId] : [],
    deliveries: renderTurnWebhooks(deps, record, suggestions),
    suggestions: suggestions.map(({ createdAt: _, sessionId: __, flowId: ___, ...rest }) => rest),
    events: isSilent ? [] : effects.flatMap((effect) => toEvent(deps, effect, at)),
    idempotencyKey,
    inputId: lastInputId(session, steps),
  };
}

function toCall(deps: TurnDeps, session: SessionRow, effect: Effect, at: Date): TurnExtras['effects'] {
  if (effect.type !== 'http.call') return [];
  const { orgId, id: sessionId } = session;
  const { key, request } = effect;
  const leaseUntil = isFork(session) ? HELD_UNTIL : leaseOf(request, at.getTime());
  return [{ key, request: sealCall(deps, { orgId, sessionId, key }, request), leaseUntil }];
}

function needsExtras({ before, session, steps, request }: TurnRecord): boolean {
  if (session.channelId || request.idempotencyKey || request.cause) return true;
  if (before.state.wait?.type === 'held' || session.state.wait?.type === 'held') return true;
  if (before.state.quiet !== session.state.quiet) return true;
  if (FULL_COLUMNS.some((column) => before[column] !== session[column])) return true;
  return steps.length > 1 || steps.some(({ step, result }) => result.effects.length > 0 || !!step.usage);
}

function lastInputId(session: SessionRow, steps: readonly ExecutedStep[]): string | null {
  const given = steps.map(({ step }) => inputIdOf(step.event)).filter((inputId) => inputId !== null);
  return given.at(-1) ?? session.syncReply?.inputId ?? null;
}

function toTimers(deps: TurnDeps, record: TurnRecord): Map<string, Date | null> {
  const {
    before,
    session,
    steps,
    at,
    request: { cause },
  } = record;
  const timers = new Map<string, Date | null>(cause?.type === 'timer' ? [[cause.key, null]] : []);
  for (const { step, result } of steps) {
    for (const effect of result.effects) {
      if (effect.type === 'timer.set') timers.set(effect.key, new Date(effect.dueAt));
      if (effect.type === 'timer.cancel') timers.set(effect.key, null);
    }
    if (step.event.type !== 'control.changed') continue;
    timers.set(CONTROL_TIMER, step.controlUntil === undefined ? null : new Date(step.controlUntil));
  }
  const [held, wait] = [before.state.wait?.type === 'held', session.state.wait];
  if (wait?.type === 'held' && wait !== before.state.wait)
    timers.set(HOLD_TIMER, new Date(at.getTime() + deps.breakpoints.getHoldMs(wait.stop.breakpoint)));
  else if (held && wait?.type !== 'held') timers.set(HOLD_TIMER, null);
  const { quiet } = session.state;
  if (quiet && quiet !== before.state.quiet) timers.set(QUIET_TIMER, new Date(quiet.until));
  else if (!quiet && before.state.quiet) timers.set(QUIET_TIMER, null);
  return timers;
}

function toEvent({ ids }: TurnDeps, effect: Effect, at: Date): TurnExtras['events'] {
  if (effect.type !== 'event.emit') return [];
  return [{ id: ids.uuid(at.getTime()), name: effect.name, payload: effect.payload }];
}

/** The suggestions of a step: those of its `suggest` nodes and, where the flow only suggests, each of its messages. */
function toSuggestions(
  { ids }: TurnDeps,
  { before, session, channel, at }: TurnRecord,
  { step, result }: ExecutedStep,
  index: number,
): SuggestionView[] {
  if (step.isAnswered) return [];
  const own = result.effects.flatMap((effect) =>
    effect.type === 'suggest' ? [{ text: effect.text, score: effect.score }] : [],
  );
  const suggested = isSuggestionsOnly(channel) ? result.messages.filter(({ text }) => text !== '') : [];
  return [...own, ...suggested.map(({ text }) => ({ text, score: null }))].map(({ text, score }) => ({
    id: ids.uuid(at.getTime()),
    turnNo: before.turnNo + 1 + index,
    messageId: result.state.inputId,
    text,
    score,
    sessionId: session.id,
    flowId: session.flowId,
    createdAt: at,
  }));
}
