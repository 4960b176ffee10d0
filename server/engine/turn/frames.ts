import { setOwn } from '../data/set-own';
import type { Json, JsonObject } from '../json';
import type { ResumeInput, Transition } from '../nodes/contract/node-result';
import type { Program } from '../program';
import { renderData } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';
import type { Frame } from '../session';
import { sendMessage } from './send-message';
import { failExhausted, failTurn, findProgram, type Task, type Turn } from './turn';
import { findVisitor } from './visitor';

type Call = Extract<Transition, { type: 'call' }>;
type Result = { output: Json; text: string | null };

/** Calls a flow on a new frame. Its variables are the caller's inputs and its own defaults. */
export function callFlow(
  turn: Turn,
  { flow, variables }: Call,
  rendering: Rendering,
): Task<ResumeInput> | null {
  const { frames } = turn.state;
  const called = findProgram(turn)?.calls.get(flow);
  if (!called) {
    failTurn(turn, 'flow_missing', `The called flow "${flow}" does not exist.`);
    return null;
  }
  if (frames.length >= turn.limits.frames) {
    failTurn(turn, 'call_depth', `Flows call each other more than ${turn.limits.frames} levels deep.`);
    return null;
  }
  const own = { ...rendering, visitor: findVisitor(called, turn.state) };
  frames.push(createFrame(called, flow, variables, own));
  if (own.exhausted !== null) return failExhausted(turn, own.exhausted);
  return { type: 'enter', nodeId: called.start };
}

/** Creates a frame. Given values take precedence over defaults, and each default sees those before it. */
export function createFrame(program: Program, flow: string, given: JsonObject, rendering: Rendering): Frame {
  const variables: JsonObject = { ...given };
  for (const { name, value } of program.defaults) {
    if (value === null || Object.hasOwn(variables, name)) continue;
    setOwn(variables, name, renderData(value, rendering, variables));
  }
  return { flow, node: null, variables, loops: {} };
}

/** Ends the current flow: a called flow returns to its caller, the session's own completes the session. */
export function finishFlow(turn: Turn, nodeId: string, { output, text }: Result): Task<ResumeInput> | null {
  const { state } = turn;
  if (state.frames.length > 1) {
    if (text && !sendMessage(turn, nodeId, { content: { type: 'text', text }, text })) return null;
    state.frames.pop();
    return { type: 'resume', input: { type: 'returned', output } };
  }
  if (text && !sendMessage(turn, nodeId, { content: { type: 'output', text, output }, text })) return null;
  if (!sendMessage(turn, nodeId, { content: { type: 'end', output }, text: '' })) return null;
  state.status = 'completed';
  state.output = output;
  state.inbox = [];
  return null;
}
