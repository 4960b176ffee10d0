import type { Handler } from '../definition/handler';
import type { Assignment } from '../nodes/contract/node-result';
import type { Program } from '../program';
import type { TraceStep } from '../protocol';
import type { SessionState } from '../session';
import { assign } from './assign';
import { listPrograms } from './find-program';
import { recordStep } from './trace';
import { cancelWait, failTurn, findFrame, type Task, type Turn } from './turn';
import { closeAssignedVariables } from './visitor';

/** A handler, and the index of the frame whose flow has it. */
export type Found = { handler: Handler; depth: number };

/** The task after a handler took over; null if the turn failed. */
export type Handled = { task: Task<never> | null };

type Details = Pick<TraceStep, 'note' | 'recognition'>;

/** True while a handler runs. */
export function isHandling({ frames }: Pick<SessionState, 'frames'>): boolean {
  return frames.some(({ handles }) => handles !== undefined);
}

/** The running flows that have handlers with the indexes of their frames, the current one first. */
export function listHandling({
  program,
  state,
}: Pick<Turn, 'program' | 'state'>): { program: Program; depth: number }[] {
  return listPrograms(program, state.frames)
    .flatMap((running, depth) =>
      running && running.handlers.length > 0 ? [{ program: running, depth }] : [],
    )
    .reverse();
}

/**
 * Begins a handler: on a frame of its own if it comes back, else in place of what its flow was doing. The variables are set in
 * the flow that has the handler.
 */
export function begin(
  turn: Turn,
  { handler, depth }: Found,
  details: Details,
  assignments: readonly Assignment[] = [],
): Handled {
  const { state, limits } = turn;
  const { frames } = state;
  const waiting = findFrame(turn);
  const frame = frames[depth];
  if (!frame) return { task: null };
  const { id, to, afterwards, on } = handler;
  cancelWait(turn);
  const changed = assign(frame, assignments);
  closeAssignedVariables(state, frame, assignments);
  recordStep(turn, {
    ...{ nodeId: waiting?.node ?? '', kind: 'handler', flow: waiting?.flow ?? '', phase: 'resume' },
    ...{ exit: null, next: to, handler: { id, on: on.type }, ...details },
    ...(changed.length > 0 && { changed }),
  });
  if (afterwards === 'drop') {
    frames.splice(depth + 1);
    frame.loops = {};
  } else if (frames.length >= limits.frames) {
    failTurn(turn, 'call_depth', `Flows call each other more than ${limits.frames} levels deep.`);
    return { task: null };
  } else {
    const { flow, variables } = frame;
    frames.push({ flow, node: null, variables, loops: {}, shares: true, handles: depth });
  }
  return { task: { type: 'enter', nodeId: to } };
}
