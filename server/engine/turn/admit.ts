import { cutText } from '../data/cut-text';
import { isJsonObject } from '../data/is-json-object';
import { toPlainData, toPlainRecord, toStorableText } from '../data/plain-data';
import { setOwn } from '../data/set-own';
import { TRIGGER_VARIABLE } from '../definition/trigger';
import type { JsonObject } from '../json';
import type { ResumeInput } from '../nodes/contract/node-result';
import type { EngineEvent, Limits, TraceStep } from '../protocol';
import { createRendering } from '../rendering/rendering';
import { MAX_INPUT_TEXT_CHARS, type QueuedEvent, type SessionState } from '../session';
import { FINISHED, ignored, REFUSED_FINISHED, type Refusal, type TurnStart, wrongInput } from './admission';
import { admitText, queueMessage } from './admit-text';
import { assign } from './assign';
import { findFacts, saveFacts } from './facts';
import { findProgramOf } from './find-program';
import { createFrame } from './frames';
import { findEventHandler } from './handle-event';
import { continueHeld, toStepping } from './hold';
import { endQuiet, endQuietAtTimeout, holdMessage, leaveToPerson } from './quiet';
import { saveRegional } from './regional';
import { recordStep } from './trace';
import { failExhausted, findFrame, findSurroundings, type Task, type Turn } from './turn';
import {
  closeAssignedVariables,
  closePublicVariables,
  listVisitorValues,
  mergeVisitor,
  openPublicVariables,
} from './visitor';

type EventType = EngineEvent['type'];
type EventOf<T extends EventType> = Extract<EngineEvent, { type: T }>;

/** For each event type: whether the session accepts it in its current state, and how the turn starts. */
type AdmissionRules = {
  [T in EventType]: (event: EventOf<T>, state: SessionState, limits: Limits) => TurnStart | Refusal;
};

const ADMISSION_RULES: AdmissionRules = {
  started: (event, state) =>
    state.frames.length > 0 ? ignored('the session has already started') : (turn) => start(turn, event),

  message: (event, state, limits) => admitText(event, event.text, event.value, state, limits),

  'quiet.ended': (_, { quiet }) => (quiet ? endQuiet : ignored('no message is held')),

  'person.replied': ({ takes }, state) => {
    if (FINISHED.has(state.status)) return REFUSED_FINISHED;
    if (state.frames.length === 0) return ignored('the session has not started');
    return (turn) => {
      if (!takes) return null;
      turn.state.control = 'human';
      leaveToPerson(turn.state);
      return null;
    };
  },

  choice: (event, state, limits) => admitText(event, event.value, undefined, state, limits),

  'transfer.completed': ({ inputId, status, failReason }, state) => {
    if (FINISHED.has(state.status)) return REFUSED_FINISHED;
    if (state.wait?.type !== 'transfer') return wrongInput(state.wait?.type === 'input' ? 'text' : 'nothing');
    const reason = failReason === undefined ? null : toStorableText(failReason);
    return resumeWith(inputId, { type: 'transferred', status, failReason: reason });
  },

  'timer.fired': ({ timer }, { wait, control, quiet }) => {
    if (!wait || !('timer' in wait) || wait.timer !== timer)
      return ignored('the session does not wait for this timer');
    if (wait.type === 'input' && control === 'human') return ignored('a person has control');
    // Somebody has written in time, so the question takes what is held.
    if (wait.type === 'input' && quiet) return (turn) => endQuietAtTimeout(turn, wait);
    // Messages after a pause still answer the input before it; messages after a missing reply answer none.
    return wait.type === 'timer' ? () => resume({ type: 'fired' }) : resumeWith(null, { type: 'fired' });
  },

  'effect.succeeded': ({ effect, result }, { wait }) => {
    if (wait?.type !== 'effect' || wait.effect !== effect)
      return ignored('the session does not wait for this effect');
    const body = toPlainData(result.body);
    const headers = toPlainRecord(result.headers) as Record<string, string>;
    return (): Task<ResumeInput> => resume({ type: 'succeeded', result: { ...result, headers, body } });
  },

  'effect.failed': ({ effect, error }, { wait }) => {
    if (wait?.type !== 'effect' || wait.effect !== effect)
      return ignored('the session does not wait for this effect');
    return (): Task<ResumeInput> => resume({ type: 'failed', error: toPlainRecord(error) as typeof error });
  },

  'event.received': ({ inputId = null, at, name, payload }, state, limits) => {
    const plain = { name, payload: toPlainData(payload) };
    if (state.wait?.type === 'event' && state.wait.event === name)
      return resumeWith(inputId, { type: 'event', ...plain });
    if (!state.wait || !state.handledEvents?.includes(name))
      return ignored('the session does not wait for this event');
    if (state.inbox.length >= limits.inbox)
      return { kind: 'refused', reason: 'inbox_full', max: limits.inbox };
    return (turn) => queueEvent(turn, { inputId, at, event: name, payload: plain.payload });
  },

  'variables.changed': ({ set, visitor = {} }, state) => {
    if (FINISHED.has(state.status)) return REFUSED_FINISHED;
    if (state.frames.length === 0) return ignored('the session has not started');
    return (turn) => changeVariables(turn, toPlainRecord(set), toPlainRecord(visitor));
  },

  'control.changed': ({ control }, state) => {
    if (FINISHED.has(state.status)) return REFUSED_FINISHED;
    if (state.frames.length === 0) return ignored('the session has not started');
    if (state.control === control) return ignored(`control is already with the ${control}`);
    return (turn) => {
      turn.state.control = control;
      if (control === 'human') leaveToPerson(turn.state);
      return null;
    };
  },

  'debug.continued': (event, { wait }) => {
    if (wait?.type !== 'held') return NOT_HELD;
    const stepping = toStepping(event, wait);
    return (turn) => {
      if (stepping) turn.state.stepping = stepping;
      return continueHeld(turn, wait);
    };
  },

  'debug.released': (_, { wait }) => {
    if (wait?.type !== 'held') return NOT_HELD;
    return (turn) => {
      turn.state.isLetGo = true;
      return continueHeld(turn, wait);
    };
  },

  'debug.edited': ({ set }, { wait }) => {
    if (wait?.type !== 'held') return NOT_HELD;
    return (turn) => editVariables(turn, toPlainRecord(set));
  },
};

/** The fields of events with which something about the session comes. */
const BRINGING = ['regional', 'defaults', 'session', 'contact', 'config'];

/** Decides whether the session accepts an event; returns the start of the turn or the reason against. */
export function admit(event: EngineEvent, state: SessionState, limits: Limits): TurnStart | Refusal {
  const decide = ADMISSION_RULES[event.type] as (
    event: EngineEvent,
    state: SessionState,
    limits: Limits,
  ) => TurnStart | Refusal;
  const start = decide(event, state, limits);
  const brings = BRINGING.some((field) => field in event);
  return typeof start === 'function' && brings ? withFacts(start, event) : start;
}

/** Starts a turn with the regional settings and the facts that its event brings. */
function withFacts(start: TurnStart, event: EngineEvent): TurnStart {
  return (turn) => {
    const notes = [...saveRegional(turn, event), ...saveFacts(turn.state, event, turn.program)];
    const task = start(turn);
    if (notes.length > 0) recordVariables(turn, { note: notes.join(' ') });
    return task;
  };
}

/** Queues an event that a handler takes, so that it is looked at when the flow waits for something from outside. */
function queueEvent(turn: Turn, event: QueuedEvent): null {
  const found = findEventHandler(turn, event);
  if (found) turn.state.inbox.push(event);
  else if (turn.state.failure === null) turn.ignored = 'no handler of the flow takes this event';
  return null;
}

function start(turn: Turn, event: EventOf<'started'>): Task<ResumeInput> | null {
  const { program, state, budget } = turn;
  const given = toPlainRecord(event.variables);
  mergeVisitor(state, toPlainRecord(event.visitor ?? {}));
  openPublicVariables(state, program, given);
  for (const { name, value } of listVisitorValues(state, program)) setOwn(given, name, value);
  const surroundings = findSurroundings(turn);
  const rendering = createRendering(
    surroundings,
    budget,
    given,
    findFacts(program, state, surroundings.language),
  );
  state.inputId = event.inputId;
  const text = findTriggerText(given);
  if (text !== null) state.heard = cutText(text, MAX_INPUT_TEXT_CHARS);
  state.frames.push(createFrame(program, '', { ...given }, rendering));
  if (rendering.exhausted !== null) return failExhausted(turn, rendering.exhausted);
  if (rendering.misses.length > 0) recordVariables(turn, { misses: rendering.misses });
  if (text !== null && event.quietMs !== undefined) {
    queueMessage(state, event, { text }, null);
    holdMessage(state, event, event.quietMs);
    return null;
  }
  return { type: 'enter', nodeId: program.start };
}

/** The text of the message that started the session, if one did. */
function findTriggerText(given: JsonObject): string | null {
  const trigger = Object.hasOwn(given, TRIGGER_VARIABLE) ? given[TRIGGER_VARIABLE] : undefined;
  return isJsonObject(trigger) && typeof trigger.text === 'string' ? trigger.text : null;
}

/** Changes variables of the session's own flow, and the visitor data. */
function changeVariables(turn: Turn, set: JsonObject, visitor: JsonObject): null {
  const { state } = turn;
  const [frame] = state.frames;
  const program = findProgramOf(turn.program, state.frames.slice(0, 1));
  if (!frame || !program) return null;
  closePublicVariables(state, Object.keys(set));
  mergeVisitor(state, visitor);
  const assignments = Object.entries(set).map(([name, value]) => ({ name, value }));
  const changed = assign(frame, [...assignments, ...listVisitorValues(state, program)]);
  recordVariables(turn, { changed });
  return null;
}

/** Records a trace step for variables that no node changed. */
function recordVariables(
  turn: Turn,
  details: Pick<TraceStep, 'changed' | 'misses' | 'note'>,
  frame = turn.state.frames[0],
): void {
  recordStep(turn, {
    nodeId: frame?.node ?? '',
    kind: 'variables',
    flow: frame?.flow ?? '',
    phase: 'resume',
    exit: null,
    next: null,
    ...details,
  });
}

/** Changes variables of the flow before whose node the session is held. */
function editVariables(turn: Turn, set: JsonObject): null {
  const frame = findFrame(turn);
  turn.state.turn--;
  if (!frame) return null;
  const assignments = Object.entries(set).map(([name, value]) => ({ name, value }));
  closeAssignedVariables(turn.state, frame, assignments);
  recordVariables(turn, { changed: assign(frame, assignments) }, frame);
  return null;
}

function resumeWith(inputId: string | null, input: ResumeInput): TurnStart {
  return (turn) => {
    turn.state.inputId = inputId;
    return resume(input);
  };
}

function resume(input: ResumeInput): Task<ResumeInput> {
  return { type: 'resume', input };
}

const NOT_HELD: Refusal = ignored('no breakpoint holds the session');
