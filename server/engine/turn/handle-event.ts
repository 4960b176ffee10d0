/**
 * Handlers of events.
 *
 * handler/event-kept: an event that a handler takes is queued while the flow is busy, is in a handler, or a person has control.
 */

import type { ProgramHandler } from '../compile/compile-handlers';
import { quote } from '../data/quote';
import type { Json } from '../json';
import type { ResumeInput } from '../nodes/contract/node-result';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { createRendering } from '../rendering/rendering';
import type { QueuedEvent, SessionState } from '../session';
import { begin, type Found, type Handled, isHandling, listHandling } from './begin-handler';
import { findFacts } from './facts';
import { failExhausted, findSurroundings, type Turn } from './turn';

type EventOn = Extract<ProgramHandler['on'], { type: 'event' }>;
type FoundEvent = Found & { on: EventOn; notes: readonly string[] };

/** The names of the events that handlers of the running flows take, each once. */
export function listHandledEvents(turn: Pick<Turn, 'program' | 'state'>): string[] {
  const names = listHandling(turn).flatMap(({ program }) =>
    program.handlers.flatMap(({ on }) => (on.type === 'event' ? [on.event] : [])),
  );
  return [...new Set(names)].sort();
}

/** Whether a handler may take an event now: the flow waits for something from outside, and no handler runs. */
export function mayHandleEvent(state: SessionState): boolean {
  const { wait, control } = state;
  const isOpen = wait?.type === 'input' || wait?.type === 'timer' || wait?.type === 'event';
  return isOpen && control === 'flow' && !isHandling(state);
}

/** Finds the first handler that takes an event; null if there is none, or if the turn failed. */
export function findEventHandler(turn: Turn, { event, payload }: QueuedEvent): FoundEvent | null {
  for (const { program, depth } of listHandling(turn)) {
    for (const handler of program.handlers) {
      const { on } = handler;
      if (on.type !== 'event' || on.event !== event) continue;
      const notes = matchEvent(turn, { handler, program, depth }, payload);
      if (notes !== null) return { handler, depth, on, notes };
      if (turn.state.failure !== null) return null;
    }
  }
  return null;
}

/** Lets a handler take a queued event; null if none does any more. */
export function handleQueued(turn: Turn, event: QueuedEvent): Handled | null {
  const found = findEventHandler(turn, event);
  if (!found) return null;
  const { handler, on, notes } = found;
  turn.state.inputId = event.inputId;
  const note = `The event ${quote(event.event)} came, so the handler ${quote(handler.id)} took over.`;
  const assignments = on.variable === undefined ? [] : [{ name: on.variable, value: event.payload }];
  return begin(turn, found, { note: [...notes, note].join(' ') }, assignments);
}

/** Lets a handler take an event that the node which waits for its name does not; null if none does. */
export function handleUnmatched(turn: Turn, input: ResumeInput): Handled | null {
  const { state, at } = turn;
  if (input.type !== 'event' || !mayHandleEvent(state)) return null;
  return handleQueued(turn, { inputId: state.inputId, at, event: input.name, payload: input.payload });
}

type Placed = { handler: ProgramHandler } & ReturnType<typeof listHandling>[number];

/** The notes of a condition that holds; null if it does not. */
function matchEvent(turn: Turn, { handler, program, depth }: Placed, payload: Json): string[] | null {
  const { match } = handler;
  if (match === null) return [];
  const surroundings = findSurroundings(turn);
  const variables = { ...turn.state.frames[depth]?.variables, event: payload };
  const facts = findFacts(program, turn.state, surroundings.language);
  const rendering = createRendering(surroundings, turn.budget, variables, facts);
  const isMatch = Boolean(evaluateExpression(match, rendering));
  if (rendering.exhausted !== null) failExhausted(turn, rendering.exhausted);
  return isMatch && rendering.exhausted === null ? rendering.notes : null;
}
