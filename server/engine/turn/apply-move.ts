import { setOwn } from '../expression/value';
import type { Json } from '../json';
import type { Assignment, Go, Input, Move, Utterance } from '../move';
import { countChars, mayBeTooLarge } from '../plain-data';
import type { ProgramNode } from '../program';
import type { TraceStep, VariableChange } from '../protocol';
import type { Said } from '../said';
import type { Frame, Wait } from '../session';
import type { NodeContext } from './context';
import { callFlow, finishFlow } from './frames';
import { clipJson, recordStep } from './trace';
import { dropWait, failTurn, type Task, type Turn } from './turn';
import { closeAssigned } from './visitor';

/** One visit to a node: where, and what brought the flow there. */
export type Visit = { frame: Frame; node: ProgramNode; context: NodeContext; task: Task<Input> };

const STATUS = {
  input: 'awaiting_input',
  transfer: 'awaiting_transfer',
  timer: 'awaiting_timer',
  event: 'awaiting_event',
  effect: 'running',
} as const satisfies Record<Wait['type'], string>;

/** Applies what a node does and says what comes next; null when the flow rests, ends or fails. */
export function applyMove(turn: Turn, visit: Visit, move: Move): Task<Input> | null {
  const { frame, node } = visit;
  const { go } = move;
  if (go.to === 'nowhere') {
    turn.ignored = go.reason;
    return null;
  }
  const changed = assign(frame, move.assign ?? []);
  closeAssigned(turn.state, frame, move.assign);
  recordStep(turn, toStep(visit, move, changed));
  if (move.loop !== undefined) keepLoop(frame, node.id, move.loop);
  for (const utterance of move.say ?? []) {
    if (!say(turn, node.id, utterance)) return null;
  }
  turn.effects.push(...(move.effects ?? []));
  dropWait(turn);
  return follow(turn, visit, go);
}

/** Sets variables of a frame and tells which of them changed. */
export function assign(frame: Frame, assignments: readonly Assignment[]): VariableChange[] {
  const changed: VariableChange[] = [];
  for (const { name, value } of assignments) {
    const known = Object.hasOwn(frame.variables, name);
    const before = known ? (frame.variables[name] ?? null) : null;
    if (known && before === value && !isComposed(value)) continue;
    setOwn(frame.variables, name, value);
    changed.push({ name, before: clipJson(before), after: clipJson(value) });
  }
  return changed;
}

/** A list or an object: whether two of them are one and the same is lost when the state is stored (R4). */
function isComposed(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

/** Says one message; false when that goes beyond what a turn may say. */
export function say(turn: Turn, nodeId: string, { content, text, expected }: Utterance): boolean {
  const { said, limits, state } = turn;
  const message: Said = { nodeId, inputId: state.inputId, content, text };
  if (expected) message.expected = expected;
  turn.saidChars += countChars(message, limits.saidChars) + 1;
  said.push(message);
  if (said.length <= limits.saidMessages && fits(turn)) return true;
  said.pop();
  const bounds = `${limits.saidMessages} messages and ${limits.saidChars} characters`;
  failTurn(turn, 'said_limit', `One turn may say ${bounds}; this one would say more.`);
  return false;
}

function fits({ said, saidChars, limits }: Turn): boolean {
  if (saidChars >= limits.saidChars) return false;
  return !mayBeTooLarge(saidChars + 1, limits.saidChars) || JSON.stringify(said).length <= limits.saidChars;
}

function follow(
  turn: Turn,
  { frame, node, context }: Visit,
  go: Exclude<Go, { to: 'nowhere' }>,
): Task<Input> | null {
  switch (go.to) {
    case 'exit': {
      const target = node.exits.get(go.exit);
      if (target !== undefined) return { type: 'enter', nodeId: target };
      return finishFlow(turn, node.id, { output: null, text: null });
    }
    case 'wait':
      turn.state.wait = go.wait;
      turn.state.status = STATUS[go.wait.type];
      if (go.wait.type !== 'effect') turn.state.visits = 0;
      return null;
    case 'call':
      return callFlow(turn, go, context);
    case 'finish':
      return finishFlow(turn, node.id, go);
    case 'fail':
      frame.node = node.id;
      failTurn(turn, go.code, go.message);
      return null;
  }
}

function keepLoop(frame: Frame, nodeId: string, loop: Frame['loops'][string] | null): void {
  if (loop) setOwn(frame.loops, nodeId, loop);
  else delete frame.loops[nodeId];
}

function toStep(
  { frame, node, context, task }: Visit,
  { trace, go }: Move,
  changed: VariableChange[],
): TraceStep {
  const exit = go.to === 'exit' ? go.exit : null;
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
