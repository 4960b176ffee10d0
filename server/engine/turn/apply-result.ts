import type { NodeContext } from '../nodes/contract/node-context';
import type { NodeResult, ResumeInput, Transition } from '../nodes/contract/node-result';
import type { ProgramNode } from '../program';
import type { TraceStep, VariableChange } from '../protocol';
import type { Frame, SessionState, Wait } from '../session';
import { assign } from './assign';
import { disclose } from './disclose';
import { patchContact } from './facts';
import { callFlow, failFlow, finishFlow } from './frames';
import { beginInvalid, handleFailure, handleInvalid, watchSilence } from './handle';
import { handleUnmatched } from './handle-event';
import { saveLoop } from './loops';
import { replaceLast, sendMessage } from './send-message';
import { recordStep } from './trace';
import { cancelWait, type Task, type Turn } from './turn';
import { closeAssignedVariables } from './visitor';

/** One visit to a node. */
export type Visit = { frame: Frame; node: ProgramNode; context: NodeContext; task: Task<ResumeInput> };

const STATUS = {
  input: 'awaiting_input',
  transfer: 'awaiting_transfer',
  timer: 'awaiting_timer',
  event: 'awaiting_event',
  effect: 'running',
  held: 'running',
} as const satisfies Record<Wait['type'], string>;

/** Applies the result of a node and returns the next task; null if the flow waits, ends or fails. */
export function applyResult(turn: Turn, visit: Visit, result: NodeResult): Task<ResumeInput> | null {
  const { frame, node } = visit;
  const { transition } = result;
  if (transition.type === 'ignored') {
    const handled = visit.task.type === 'resume' ? handleUnmatched(turn, visit.task.input) : null;
    if (handled) return handled.task;
    turn.ignored = transition.reason;
    return null;
  }
  const refused = handleInvalid(turn, node, result);
  if (refused) {
    recordStep(turn, toTraceStep(visit, result, []));
    return beginInvalid(turn, refused).task;
  }
  const changed = assign(frame, result.assign ?? []);
  const effects = patchContact(turn.state, result.effects ?? [], visit.context.notes);
  closeAssignedVariables(turn.state, frame, result.assign);
  recordStep(turn, toTraceStep(visit, result, changed));
  if (result.model) frame.model = result.model;
  else if (result.model === null) delete frame.model;
  if (result.loop !== undefined) saveLoop(turn, frame, node.id, result.loop);
  if (result.discloses && !disclose(turn, node.id)) return null;
  if (!sendAll(turn, node.id, result)) return null;
  turn.effects.push(...effects);
  cancelWait(turn);
  return applyTransition(turn, visit, transition);
}

/** Sends the messages of a node; false if one of them exceeds the limits. */
function sendAll(turn: Turn, nodeId: string, { messages = [], replacesLast }: NodeResult): boolean {
  return messages.every((message, index) =>
    replacesLast && index === 0 ? replaceLast(turn, message) : sendMessage(turn, nodeId, message),
  );
}

function applyTransition(
  turn: Turn,
  { frame, node, context }: Visit,
  go: Exclude<Transition, { type: 'ignored' }>,
): Task<ResumeInput> | null {
  switch (go.type) {
    case 'exit': {
      const target = node.exits.get(go.exit);
      if (target !== undefined) return { type: 'enter', nodeId: target };
      const handled = handleFailure(turn, node, go.exit);
      if (handled) return handled.task;
      return finishFlow(turn, node.id, { output: null, text: null });
    }
    case 'wait':
      turn.state.wait = watchSilence(turn, go.wait);
      turn.state.status = STATUS[go.wait.type];
      if (go.wait.type !== 'effect') resetVisits(turn.state);
      return null;
    case 'call':
      return callFlow(turn, go, context);
    case 'finish':
      return finishFlow(turn, node.id, go);
    case 'fail':
      frame.node = node.id;
      return failFlow(turn, go.code, go.message);
  }
}

function resetVisits(state: SessionState): void {
  state.visits = 0;
  delete state.itemVisits;
}

function toTraceStep(
  { frame, node, context, task }: Visit,
  { trace, transition }: NodeResult,
  changed: VariableChange[],
): TraceStep {
  const exit = transition.type === 'exit' ? transition.exit : null;
  const step: TraceStep = {
    nodeId: node.id,
    kind: node.kind,
    flow: frame.flow,
    phase: task.type === 'enter' ? 'enter' : 'resume',
    exit,
    next: exit === null ? null : (node.exits.get(exit) ?? null),
  };
  if (changed.length > 0) step.changed = changed;
  if (trace) Object.assign(step, trace);
  if (context.misses.length > 0) step.misses = context.misses;
  if (context.notes.length > 0) step.note = context.notes.join(' ');
  return step;
}
