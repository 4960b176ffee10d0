import { cutText } from '../data/cut-text';
import { setOwn } from '../data/set-own';
import type { Json, JsonObject } from '../json';
import type { FailureCode, ResumeInput, Transition } from '../nodes/contract/node-result';
import type { Program } from '../program';
import { renderData } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';
import { toInputs } from '../schema/declared';
import { listViolations } from '../schema/list-violations';
import type { Frame, SessionState } from '../session';
import { findFacts } from './facts';
import { type FramePlace, findCalled, findProgramOf, viaOf } from './find-program';
import { sendMessage } from './send-message';
import { cancelWait, failExhausted, failTurn, findProgram, type Task, type Turn } from './turn';
import { listVisitorValues, openPublicVariables } from './visitor';

type Call = Extract<Transition, { type: 'call' }>;
type Result = { output: Json; text: string | null };

/** The most versions that flows lead to without coming back to one of them. */
const MAX_VIA = 64;

/**
 * Calls a flow on a new frame, or goes to it on the current one. Its variables are the caller's inputs and its own defaults, or
 * those of the caller if it shares them.
 */
export function callFlow(turn: Turn, call: Call, rendering: Rendering): Task<ResumeInput> | null {
  const { frames } = turn.state;
  const current = findProgram(turn);
  const called = findCalled(current, call.flow);
  const caller = frames.at(-1);
  if (!called || !caller)
    return failFlow(turn, 'flow_missing', `The called flow "${call.flow}" does not exist.`);
  const place = call.replaces ? findReplaced(turn, call.flow, called) : findPushed(turn, call.flow, called);
  if (typeof place === 'string') return failFlow(turn, 'call_depth', place);
  const own = { ...rendering, facts: findFacts(called, turn.state, rendering.language) };
  const variables = call.shares ? caller.variables : call.variables;
  // A flow that goes on in itself has its inputs already, and may have changed them.
  const isChecked = called.inputs !== null && !(call.shares && called === current);
  const fault = isChecked ? explainMismatch(called.inputs, toInputs(variables)) : null;
  if (fault !== null)
    return failFlow(turn, 'invalid_input', `The inputs of the flow "${call.flow}" are invalid: ${fault}.`);
  if (call.replaces) frames.pop();
  if (frames.length === 0 && !call.shares) openToVisitor(turn.state, called, variables);
  frames.push({ ...createFrame(called, place.flow, variables, own), ...place, ...toShares(call, caller) });
  if (own.exhausted !== null) return failExhausted(turn, own.exhausted);
  return { type: 'enter', nodeId: call.node ?? called.start };
}

/** The place of a frame after the current one; a text says why there is none. */
function findPushed(turn: Turn, slug: string, called: Program): FramePlace | string {
  const { frames } = turn.state;
  if (frames.length >= turn.limits.frames)
    return `Flows call each other more than ${turn.limits.frames} levels deep.`;
  return called === findProgram(turn) ? { flow: frames.at(-1)?.flow ?? '', via: [] } : { flow: slug };
}

/** The place of a frame that takes that of the current one: the way to a program that it came by before is cut short. */
function findReplaced(turn: Turn, slug: string, called: Program): FramePlace | string {
  const { program, state } = turn;
  const depth = state.frames.length - 1;
  const before = state.frames[depth];
  const callers = state.frames.slice(0, before?.handles === undefined ? depth : before.handles + 1);
  const way = before ? viaOf(before, depth) : [];
  let reached = findProgramOf(program, callers);
  const passed = [reached, ...way.map((step) => (reached = findCalled(reached, step)))];
  const known = passed.indexOf(called);
  const via = known >= 0 ? way.slice(0, known) : [...way, slug];
  if (via.length > MAX_VIA)
    return `Flows lead on to more than ${MAX_VIA} versions of flows, each another one.`;
  const flow = via.at(-1) ?? callers.at(-1)?.flow ?? '';
  const handled = before?.handles === undefined ? {} : { handles: before.handles };
  const place = { flow, ...handled };
  const usual = viaOf(place, depth);
  return via.length === usual.length ? place : { ...place, via: [...via] };
}

/** A flow that goes on as the session's own takes its public variables from the visitor, as at the start of a session. */
function openToVisitor(state: SessionState, program: Program, variables: JsonObject): void {
  delete state.open;
  openPublicVariables(state, program, variables);
  for (const { name, value } of listVisitorValues(state, program)) setOwn(variables, name, value);
}

function toShares({ shares, replaces }: Call, caller: Frame): Pick<Frame, 'shares'> {
  return shares && (!replaces || caller.shares) ? { shares: true } : {};
}

/** Creates a frame on these variables. Given values take precedence over defaults, and each default sees those before it. */
export function createFrame(
  program: Program,
  flow: string,
  variables: JsonObject,
  rendering: Rendering,
): Frame {
  for (const { name, value } of program.defaults) {
    if (value === null || Object.hasOwn(variables, name)) continue;
    setOwn(variables, name, renderData(value, rendering, variables));
  }
  return { flow, node: null, variables, loops: {} };
}

/** Ends the current flow: a called flow returns to its caller, the session's own completes the session. */
export function finishFlow(turn: Turn, nodeId: string, { output, text }: Result): Task<ResumeInput> | null {
  const { state } = turn;
  const isHandler = state.frames.at(-1)?.handles !== undefined;
  const fault = isHandler ? null : explainMismatch(findProgram(turn)?.outputs ?? null, output);
  if (fault !== null) {
    const message = `The output does not match the outputs that the flow declares: ${fault}.`;
    return failFlow(turn, 'invalid_output', message);
  }
  if (state.frames.length > 1) {
    if (text && !sendMessage(turn, nodeId, { content: { type: 'text', text }, text })) return null;
    state.frames.pop();
    // After a handler, the node that waited begins again.
    if (isHandler) return { type: 'enter', nodeId: state.frames.at(-1)?.node ?? '' };
    return { type: 'resume', input: { type: 'returned', output } };
  }
  if (text && !sendMessage(turn, nodeId, { content: { type: 'output', text, output }, text })) return null;
  if (!sendMessage(turn, nodeId, { content: { type: 'end', output }, text: '' })) return null;
  state.status = 'completed';
  state.output = output;
  state.inbox = [];
  delete state.quiet;
  return null;
}

/**
 * Fails the session, unless a model called the flow as a tool: then the model gets the message as the result. Failures by the
 * limits of a turn always fail the session.
 */
export function failFlow(turn: Turn, code: FailureCode, message: string): Task<ResumeInput> | null {
  const { frames } = turn.state;
  const at = frames.findLastIndex(({ model }) => model !== undefined && model.calls.length > 0);
  if (at < 0) {
    failTurn(turn, code, message);
    return null;
  }
  cancelWait(turn);
  frames.splice(at + 1);
  return { type: 'resume', input: { type: 'returned', output: null, failure: message } };
}

const MAX_FAULT_CHARS = 500;

/** Why a value does not match a declared schema, as a clause; null if it does. */
function explainMismatch(schema: JsonObject | null, value: Json): string | null {
  if (schema === null) return null;
  const violations = listViolations(schema, value, 'the value');
  return violations.length === 0 ? null : cutText(violations.join('; '), MAX_FAULT_CHARS);
}
