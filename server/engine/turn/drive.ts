import { cutText } from '../cut-text';
import type { Input, InputOf, InputType, Move } from '../move';
import type { Step } from '../nodes/behaviour';
import type { Program, ProgramNode } from '../program';
import { type Frame, MAX_HEARD_CHARS, type Queued } from '../session';
import { applyMove } from './apply-move';
import type { NodeContext } from './context';
import { describeLoop } from './find-cycle';
import { failExhausted, failTurn, findFrame, findProgram, type Task, type Turn } from './turn';
import { visitorOf } from './visitor';

/** Runs the flow from a first task until it waits with nothing left in the inbox, ends, fails or meets a bound. */
export function drive(turn: Turn, first: Task<Input> | null): void {
  let task = first ?? takeQueued(turn);
  while (task !== null && turn.ignored === null && turn.state.failure === null) {
    task = perform(turn, task) ?? takeQueued(turn);
  }
}

/** What somebody said, in words; a value without words counts as what it reads like. */
function clipHeard({ text, value }: Queued): string {
  const words = text === '' && typeof value === 'string' ? value : text;
  return cutText(words, MAX_HEARD_CHARS);
}

/** The oldest message that came meanwhile, once the flow asks for one. */
function takeQueued({ state }: Turn): Task<Input> | null {
  if (state.wait?.type !== 'input' || state.control !== 'flow') return null;
  const queued = state.inbox.shift();
  if (!queued) return null;
  state.inputId = queued.inputId;
  state.heard = clipHeard(queued);
  return { type: 'wake', input: { type: 'answer', text: queued.text, value: queued.value } };
}

function perform(turn: Turn, task: Task<Input>): Task<Input> | null {
  const frame = findFrame(turn);
  const program = findProgram(turn);
  const nodeId = task.type === 'enter' ? task.nodeId : frame?.node;
  if (!frame || !program) return fail(turn, 'flow_missing', `The called flow "${frame?.flow}" is not there.`);
  const node = program.nodes.get(nodeId ?? '');
  if (!node) return fail(turn, 'node_missing', `There is no node "${nodeId}".`);
  frame.node = node.id;
  if (!countVisit(turn, node.id)) return null;
  const context = openContext(turn, frame, node, program);
  // A timer that has fired is not called off.
  if (task.type === 'wake' && task.input.type === 'fired') turn.state.wait = null;
  const move = askNode(node.step, task, context);
  if (context.exhausted !== null) return failExhausted(turn, context.exhausted);
  return applyMove(turn, { frame, node, context, task }, move);
}

function askNode(step: Step, task: Task<Input>, context: NodeContext): Move {
  if (task.type === 'enter') return step.enter(context);
  const wake = findWake(step, task.input.type);
  return wake
    ? wake(task.input, context)
    : { go: { to: 'nowhere', reason: 'the node does not wait for this' } };
}

function findWake<T extends InputType>(step: Step, type: T) {
  return step.wake?.[type] as ((input: InputOf<T>, context: NodeContext) => Move) | undefined;
}

function countVisit(turn: Turn, nodeId: string): boolean {
  turn.path.push(nodeId);
  turn.state.visits++;
  const { visits } = turn.limits;
  if (turn.state.visits <= visits && turn.path.length <= visits) return true;
  failTurn(turn, 'loop', describeLoop(turn.path, visits));
  return false;
}

function openContext(turn: Turn, frame: Frame, node: ProgramNode, program: Program): NodeContext {
  const { state, limits, budget, effects, path, at } = turn;
  return {
    at,
    variables: frame.variables,
    visitor: visitorOf(program, state),
    budget,
    misses: [],
    notes: [],
    exhausted: null,
    seed: state.seed,
    turn: state.turn,
    visit: path.length,
    nodeId: node.id,
    flow: frame.flow,
    wait: state.wait,
    loop: Object.hasOwn(frame.loops, node.id) ? (frame.loops[node.id] ?? null) : null,
    heard: state.heard ?? '',
    exits: node.exits,
    limits,
    nextEffect: effects.length,
  };
}

function fail(turn: Turn, code: Parameters<typeof failTurn>[1], message: string): null {
  failTurn(turn, code, message);
  return null;
}
