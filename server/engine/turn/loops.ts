import { quote } from '../data/quote';
import { setOwn } from '../data/set-own';
import type { Program } from '../program';
import type { Frame, Loop } from '../session';
import { describeLoop } from './find-cycle';
import { failTurn, type Turn } from './turn';

/**
 * The factor by which a flow may exceed `limits.visits` while lists advance. It bounds lists within lists, and a list
 * that begins again and again.
 */
const VISITS_WITH_LISTS = 10;

/**
 * Counts a visit. Those before the current item of a list are not held against `limits.visits`, because a list is
 * known to end. Returns false if there are too many; the turn has failed then.
 */
export function countVisit(turn: Turn, nodeId: string): boolean {
  const { state, path, limits } = turn;
  path.push(nodeId);
  state.visits++;
  const most = Math.max(state.visits, path.length);
  const mostOfItem = Math.max(state.visits - (state.itemVisits ?? 0), path.length - turn.itemVisits);
  const total = limits.visits * VISITS_WITH_LISTS;
  if (mostOfItem <= limits.visits && most <= total) return true;
  const max = most > total ? total : limits.visits;
  failTurn(turn, 'loop', describeLoop(path.slice(-2 * limits.visits), max));
  return false;
}

/**
 * Closes the open loops that the flow leaves on its way from the frame's node to another (loop/closes-on-leaving);
 * returns a sentence for each that had items left.
 */
export function closeLeftLoops(frame: Frame, { loopBodies }: Program, to: string): string[] {
  const notes: string[] = [];
  const from = frame.node ?? '';
  for (const [id, { items, index }] of Object.entries(frame.loops)) {
    const body = loopBodies.get(id);
    const stays = id === to ? from === id || body?.has(from) : body?.has(to);
    if (stays) continue;
    delete frame.loops[id];
    if (index + 1 < items.length)
      notes.push(
        `The loop ${quote(id)} ended at item ${index + 1} of ${items.length}: the flow left its body.`,
      );
  }
  return notes;
}

/** Stores the position of a loop; null ends it. An item that is done begins the count of visits anew. */
export function saveLoop(turn: Turn, frame: Frame, nodeId: string, loop: Loop | null): void {
  if (Object.hasOwn(frame.loops, nodeId)) {
    turn.state.itemVisits = turn.state.visits;
    turn.itemVisits = turn.path.length;
  }
  if (loop) setOwn(frame.loops, nodeId, loop);
  else delete frame.loops[nodeId];
}
