import type { SessionRow } from '@/server/db/session/row';
import type { TurnExtras } from '@/server/db/turn/commit';
import type { Effect } from '@/server/engine/protocol';
import { renderTurnWebhooks } from '../../delivery/rendering/render-turn-webhooks';
import type { SuggestionView } from '../../delivery/rendering/webhook-renderer';
import { leaseOf } from '../effects/call-lease';
import { sealCall } from '../effects/seal-call';
import type { ExecutedStep } from './run-steps';
import { inputIdOf } from './transcript-lines';
import { isSuggestionsOnly, type Making, type TurnRecord } from './turn-input';
import { CONTROL_TIMER } from './turn-step';

/** What the turns do beyond speaking; null when that is nothing, for then a shorter statement keeps them. */
export function toExtras(making: Making, made: TurnRecord): TurnExtras | null {
  if (!needsExtras(made)) return null;
  const { session, steps, at } = made;
  const effects = steps.flatMap(({ result }) => result.effects);
  const timers = toTimers(made);
  const suggestions = steps.flatMap((ran, index) => toSuggestions(making, made, ran, index));
  return {
    effects: effects.flatMap((effect) => toCall(making, session, effect, at)),
    timers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [{ key, dueAt }] : [])),
    endedTimers: [...timers].flatMap(([key, dueAt]) => (dueAt ? [] : [key])),
    endedEffects: made.endedEffect ? [made.endedEffect] : [],
    endedArrivals: made.endedArrival ? [made.endedArrival] : [],
    deliveries: renderTurnWebhooks(making, made, suggestions),
    suggestions: suggestions.map(({ createdAt: _, sessionId: __, flowId: ___, ...rest }) => rest),
    events: effects.flatMap((effect) => toEvent(making, effect, at)),
    idempotencyKey: made.idempotencyKey,
    inputId: lastInputId(session, steps),
  };
}

function toCall(
  making: Making,
  { orgId, id: sessionId }: SessionRow,
  effect: Effect,
  at: Date,
): TurnExtras['effects'] {
  if (effect.type !== 'http.call') return [];
  const { key, request } = effect;
  const leaseUntil = leaseOf(request, at.getTime());
  return [{ key, request: sealCall(making, { orgId, sessionId, key }, request), leaseUntil }];
}

function needsExtras(made: TurnRecord): boolean {
  const { before, session, steps } = made;
  if (session.assigneeId !== before.assigneeId) return true;
  if (session.channelId || session.finishedAt || session.awaitedEvent !== before.awaitedEvent) return true;
  if (made.idempotencyKey || made.endedEffect || made.endedTimer || made.endedArrival) return true;
  return steps.length > 1 || steps.some(({ step, result }) => result.effects.length > 0 || !!step.usage);
}

function lastInputId(session: SessionRow, steps: readonly ExecutedStep[]): string | null {
  const given = steps.map(({ step }) => inputIdOf(step.event)).filter((inputId) => inputId !== null);
  return given.at(-1) ?? session.direct?.inputId ?? null;
}

function toTimers({ steps, endedTimer }: TurnRecord): Map<string, Date | null> {
  const timers = new Map<string, Date | null>(endedTimer ? [[endedTimer, null]] : []);
  for (const { step, result } of steps) {
    for (const effect of result.effects) {
      if (effect.type === 'timer.set') timers.set(effect.key, new Date(effect.dueAt));
      if (effect.type === 'timer.cancel') timers.set(effect.key, null);
    }
    if (step.event.type !== 'control.changed') continue;
    timers.set(CONTROL_TIMER, step.controlUntil === undefined ? null : new Date(step.controlUntil));
  }
  return timers;
}

function toEvent({ ids }: Making, effect: Effect, at: Date): TurnExtras['events'] {
  if (effect.type !== 'event.emit') return [];
  return [{ id: ids.uuid(at.getTime()), name: effect.name, payload: effect.payload }];
}

/** What a step proposes: its `suggest` nodes, and where the flow only proposes, everything it would say. */
function toSuggestions(
  { ids }: Making,
  { before, session, channel, at }: TurnRecord,
  { result }: ExecutedStep,
  index: number,
): SuggestionView[] {
  const own = result.effects.flatMap((effect) =>
    effect.type === 'suggest' ? [{ text: effect.text, score: effect.score }] : [],
  );
  const said = isSuggestionsOnly(channel) ? result.messages.filter(({ text }) => text !== '') : [];
  return [...own, ...said.map(({ text }) => ({ text, score: null }))].map(({ text, score }) => ({
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
