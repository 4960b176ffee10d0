import { isJsonObject } from '../data/is-json-object';
import type { JsonObject } from '../json';
import type { EngineEvent } from '../protocol';
import type { RecordedEvent } from '../replay/recording';
import type { ReplayStep } from '../replay/replay-step';
import type { QueuedMessage, SessionState } from '../session';
import { findHeld } from '../turn/quiet';
import { findOffered } from './observe';
import type { Detail } from './read-answers';
import type { TestStart, TestStep } from './test-document';
import { toTestTime } from './test-time';

/** Reads the start of a session; an empty one for a session that has not started. */
export function readStart(steps: readonly ReplayStep[]): TestStart {
  const first = steps[0]?.event;
  if (first?.type !== 'started') return {};
  const { at, visitor, regional, defaults, session, contact } = first;
  const { config } = steps[0]?.result.state ?? {};
  const variables = readVariables(first, steps);
  const { openingHours, ...others } = defaults ?? {};
  return {
    at: new Date(at).toISOString(),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(visitor && { visitor }),
    ...(session && { session }),
    ...(contact && { contact }),
    ...(config && { config }),
    ...regional,
    ...(defaults && { defaults: { ...others, ...(openingHours && { openingHours }) } }),
  };
}

/** The variables at the start; `trigger` has all texts that were held together. */
function readVariables({ variables }: Started, steps: readonly ReplayStep[]): JsonObject {
  const { trigger } = variables;
  const held = steps.findLast(({ result }) => isOpening(result.state))?.result.state.inbox[0];
  return isJsonObject(trigger) && held && 'text' in held
    ? { ...variables, trigger: { ...trigger, text: held.text } }
    : variables;
}

type Started = Extract<EngineEvent, { type: 'started' }>;

/** Whether the message that starts the flow is held. */
function isOpening({ quiet, wait }: SessionState): boolean {
  return quiet !== undefined && wait === null;
}

/**
 * Reads the steps of a session: what people and systems outside did. Events that the flow did not take, and what
 * people said to a person, are left out. In `plain` detail time passes for timers alone.
 */
export function readSteps(steps: readonly ReplayStep[], detail: Detail): TestStep[] {
  const read: TestStep[] = [];
  const dueTimes = new Map<string, number>();
  let now = steps[0]?.event.at ?? 0;
  const passUntil = (at: number): void => {
    const time = toTestTime(at - now);
    if (time) read.push({ type: 'pass', time });
    now = Math.max(now, at);
  };
  for (const [index, { event, result }] of steps.entries()) {
    const before = steps[index - 1]?.result.state;
    if (detail === 'timed') passUntil(event.at);
    else if (event.type === 'timer.fired') passUntil(dueTimes.get(event.timer) ?? now);
    const isTaken = result.outcome.kind === 'applied';
    if (isTaken && event.type === 'message' && event.contact)
      read.push({ type: 'set', variables: {}, contact: event.contact });
    const held = before && isTaken ? readHeld(before, result.state) : null;
    if (held) read.push(toSpoken(held, steps.slice(0, index)));
    const isHeld = result.state.quiet !== undefined && !isSameQuiet(before, result.state);
    const step = before && isTaken && !isHeld ? toStep(event, before, steps.slice(0, index)) : null;
    if (step) read.push(step);
    for (const effect of result.effects)
      if (effect.type === 'timer.set') dueTimes.set(effect.key, now + effect.dueAt - event.at);
  }
  return read;
}

/** The message that was held and reaches the flow now; null if none does, or if it starts the flow. */
function readHeld(before: SessionState, after: SessionState): QueuedMessage | null {
  const isOver = before.quiet && !after.quiet && !isOpening(before) && before.control === after.control;
  return isOver ? findHeld(before) : null;
}

function isSameQuiet(before: SessionState | undefined, { quiet }: SessionState): boolean {
  return JSON.stringify(before?.quiet) === JSON.stringify(quiet);
}

function toStep(event: RecordedEvent, before: SessionState, past: readonly ReplayStep[]): TestStep | null {
  switch (event.type) {
    case 'message':
    case 'choice':
      return reachesFlow(before) ? readMessage(event, before, past) : null;
    case 'transfer.completed': {
      const { status, failReason } = event;
      return { type: 'transfer', status, ...(failReason !== undefined && { failReason }) };
    }
    case 'event.received':
      return { type: 'event', name: event.name, payload: event.payload };
    case 'variables.changed':
      return { type: 'set', variables: event.set, ...(event.contact && { contact: event.contact }) };
    case 'control.changed':
      return { type: 'control', by: event.control === 'flow' ? 'flow' : 'person' };
    case 'person.replied':
      return event.takes && before.control === 'flow' ? { type: 'control', by: 'person' } : null;
    default:
      return null;
  }
}

function reachesFlow({ control, wait }: SessionState): boolean {
  return control === 'flow' && wait?.type !== 'transfer';
}

function readMessage(event: Spoken, { wait }: SessionState, past: readonly ReplayStep[]): TestStep {
  const input = toInput(event);
  if (event.type === 'choice' || !event.interrupt || wait?.type !== 'effect') return toSpoken(input, past);
  return { type: 'say', ...input, interrupt: true };
}

type Spoken = Extract<EngineEvent, { type: 'message' | 'choice' }>;
type Input = Pick<QueuedMessage, 'text' | 'value'>;

function toInput(event: Spoken): Input {
  if (event.type === 'choice') return { text: event.value };
  const { text, value } = event;
  return { text, ...(value !== undefined && { value }) };
}

function toSpoken({ text, value }: Input, past: readonly ReplayStep[]): TestStep {
  const asksForm = past.at(-1)?.result.messages.at(-1)?.expected?.fields !== undefined;
  if (isJsonObject(value) && asksForm) return { type: 'fill', values: value as JsonObject };
  if (value !== undefined) return { type: 'say', text, value };
  const isOffered = findOffered(past).some((offered) => offered.value === text || offered.label === text);
  return isOffered ? { type: 'choose', choice: text } : { type: 'say', text };
}
