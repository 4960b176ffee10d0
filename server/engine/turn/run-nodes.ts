import { cutText } from '../data/cut-text';
import type { NodeHandlers } from '../nodes/contract/node-behavior';
import type { NodeContext } from '../nodes/contract/node-context';
import type { NodeResult, ResumeInput, ResumeInputOf, ResumeInputType } from '../nodes/contract/node-result';
import type { Program, ProgramNode } from '../program';
import { type Frame, MAX_INPUT_TEXT_CHARS, type QueuedMessage, type SessionState } from '../session';
import { applyResult } from './apply-result';
import { findFacts } from './facts';
import { failFlow } from './frames';
import { handleResume } from './handle';
import { handleQueued, mayHandleEvent } from './handle-event';
import { holdBefore } from './hold';
import { closeLeftLoops, countVisit } from './loops';
import { failExhausted, findFrame, findProgram, findSurroundings, type Task, type Turn } from './turn';

/** Runs nodes from a first task until the flow waits with an empty inbox, ends, or fails. */
export function runNodes(turn: Turn, first: Task<ResumeInput> | null): void {
  let task = first ?? dequeue(turn);
  while (task !== null && turn.ignored === null && turn.state.failure === null) {
    task = runTask(turn, task) ?? dequeue(turn);
  }
}

/** The text of an input; a string value counts if there is no text. */
function toInputText({ text, value }: QueuedMessage): string {
  const words = text === '' && typeof value === 'string' ? value : text;
  return cutText(words, MAX_INPUT_TEXT_CHARS);
}

/** Takes the oldest of what is queued that the flow can take now. */
function dequeue(turn: Turn): Task<ResumeInput> | null {
  const { state } = turn;
  if (turn.ignored !== null || state.failure !== null) return null;
  const index = state.inbox.findIndex((one) =>
    'event' in one ? mayHandleEvent(state) : mayTakeMessage(state, one),
  );
  const [queued] = index < 0 ? [] : state.inbox.splice(index, 1);
  if (!queued) return null;
  if ('event' in queued) {
    const handled = handleQueued(turn, queued);
    return handled ? handled.task : dequeue(turn);
  }
  state.inputId = queued.inputId;
  delete state.silenced;
  state.heard = toInputText(queued);
  return { type: 'resume', input: { type: 'answer', text: queued.text, value: queued.value } };
}

function mayTakeMessage({ wait, control, quiet }: SessionState, { inputId }: QueuedMessage): boolean {
  return wait?.type === 'input' && control === 'flow' && inputId !== quiet?.inputId;
}

function runTask(turn: Turn, task: Task<ResumeInput>): Task<ResumeInput> | null {
  const frame = findFrame(turn);
  const program = findProgram(turn);
  const nodeId = task.type === 'enter' ? task.nodeId : frame?.node;
  if (!frame || !program)
    return failFlow(turn, 'flow_missing', `The called flow "${frame?.flow}" does not exist.`);
  const node = program.nodes.get(nodeId ?? '');
  if (!node) return failFlow(turn, 'node_missing', `There is no node "${nodeId}".`);
  if (turn.stops !== null && task.type === 'enter' && holdBefore(turn, turn.stops, frame, node.id))
    return null;
  const handled = task.type === 'resume' ? handleResume(turn, node, task.input) : null;
  if (handled) return handled.task;
  const notes = task.type === 'enter' ? closeLeftLoops(frame, program, node.id) : [];
  frame.node = node.id;
  // A handler may have led away from the node of the model.
  if (task.type === 'enter') delete frame.model;
  if (!countVisit(turn, node.id)) return null;
  const context = createContext(turn, frame, node, program, notes);
  // A timer that fired must not be canceled.
  if (task.type === 'resume' && task.input.type === 'fired') turn.state.wait = null;
  const move = callHandler(node.handlers, task, context);
  if (context.exhausted !== null) return failExhausted(turn, context.exhausted);
  return applyResult(turn, { frame, node, context, task }, move);
}

function callHandler(step: NodeHandlers, task: Task<ResumeInput>, context: NodeContext): NodeResult {
  if (task.type === 'enter') return step.enter(context);
  const resume = findResume(step, task.input.type);
  return resume
    ? resume(task.input, context)
    : { transition: { type: 'ignored', reason: 'the node does not wait for this input' } };
}

function findResume<T extends ResumeInputType>(step: NodeHandlers, type: T) {
  return step.resume?.[type] as ((input: ResumeInputOf<T>, context: NodeContext) => NodeResult) | undefined;
}

// Its properties are written out: V8 takes many times as long to add properties to an object that began with a spread.
function createContext(
  turn: Turn,
  frame: Frame,
  node: ProgramNode,
  program: Program,
  notes: string[],
): NodeContext {
  const { state, limits, budget, messages, effects, path, begun } = turn;
  const { at, locale, language, timeZone, openingHours } = findSurroundings(turn);
  return {
    at,
    locale,
    language,
    timeZone,
    openingHours,
    variables: frame.variables,
    facts: findFacts(program, state, language),
    budget,
    misses: [],
    notes,
    exhausted: null,
    seed: state.seed,
    turn: begun.turn,
    visit: begun.visits + path.length,
    nodeId: node.id,
    flow: frame.flow,
    wait: state.wait,
    loop: Object.hasOwn(frame.loops, node.id) ? (frame.loops[node.id] ?? null) : null,
    model: frame.model ?? null,
    isDisclosed: state.defaults?.disclosure === undefined,
    calls: program.calls,
    lastMessage: messages.at(-1) ?? null,
    lastInput: state.heard ?? '',
    exits: node.exits,
    limits,
    nextEffect: begun.effects + effects.length,
  };
}
