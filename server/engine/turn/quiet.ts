/**
 * Holds the messages of a person who writes several in a row.
 *
 * quiet/one-input: messages that are held together reach the flow as one input with all texts, in their order.
 * quiet/bounded: no message is held longer than MAX_QUIET_MS.
 * quiet/nothing-lost: every held message reaches the flow, unless a person takes over or the session ends.
 */
import { MAX_QUIET_MS } from '@/server/shared/quiet';
import { cutText } from '../data/cut-text';
import { isJsonObject } from '../data/is-json-object';
import { TRIGGER_VARIABLE } from '../definition/trigger';
import type { ResumeInput } from '../nodes/contract/node-result';
import { MAX_INPUT_TEXT_CHARS, type QueuedMessage, type SessionState, type Wait } from '../session';
import type { Task, Turn } from './turn';

/** The message that is held; null if none is. */
export function findHeld({ quiet, inbox }: Pick<SessionState, 'quiet' | 'inbox'>): QueuedMessage | null {
  if (!quiet) return null;
  const held = inbox.findLast((one) => 'text' in one && one.inputId === quiet.inputId);
  return held && 'text' in held ? held : null;
}

/** Holds a queued message until none came for `quietMs`. */
export function holdMessage(
  state: SessionState,
  { inputId, at }: Pick<QueuedMessage, 'inputId' | 'at'>,
  quietMs: number,
): void {
  const since = state.quiet?.since ?? at;
  state.quiet = { inputId, since, until: Math.min(at + quietMs, since + MAX_QUIET_MS) };
}

/** Lets the flow have the held message; returns how a session begins whose first message was held. */
export function endQuiet({ state, program }: Pick<Turn, 'state' | 'program'>): Task<ResumeInput> | null {
  const opening = findHeld(state);
  delete state.quiet;
  const [frame] = state.frames;
  if (!opening || !frame || hasBegun(state)) return null;
  state.inbox.splice(state.inbox.indexOf(opening), 1);
  state.inputId = opening.inputId;
  state.heard = cutText(opening.text, MAX_INPUT_TEXT_CHARS);
  const trigger = frame.variables[TRIGGER_VARIABLE];
  if (isJsonObject(trigger)) frame.variables[TRIGGER_VARIABLE] = { ...trigger, text: opening.text };
  return { type: 'enter', nodeId: program.start };
}

/** Gives a question the held message when its time to answer is over; its timer has fired and must not be canceled. */
export function endQuietAtTimeout(
  turn: Turn,
  { silence: _, ...wait }: Extract<Wait, { type: 'input' }>,
): Task<ResumeInput> | null {
  turn.state.wait = { ...wait, timer: null };
  return endQuiet(turn);
}

/** Leaves the held message to the person who takes over; one that starts the flow still starts it. */
export function leaveToPerson(state: SessionState): void {
  const held = findHeld(state);
  if (!held || !hasBegun(state)) return;
  state.inbox.splice(state.inbox.indexOf(held), 1);
  delete state.quiet;
}

/** False while the message that starts the session is held: the flow waits for nothing yet. */
function hasBegun({ wait }: SessionState): boolean {
  return wait !== null;
}
