import type { SessionEvent, TurnView } from '@/app/_features/session/view';

/*
 * Turns that are older than the loaded end of a session are loaded in blocks, those around the chosen turn.
 *
 * session-page/no-gaps: the shown turns follow each other; where a block between them is missing, they end.
 */

/** The number of a block, from 0. */
export type Block = number;

/** The turns of a block. */
const BLOCK = 100;

/** The turns and the events of consecutive turns. */
export type Parts = { turns: TurnView[]; events: SessionEvent[] };

/** A block that is loaded. */
export type BlockParts = Parts & { block: Block };

/** The first and the last turn of a block. */
export function rangeOf(block: Block): { from: number; to: number } {
  return { from: block * BLOCK + 1, to: (block + 1) * BLOCK };
}

function blockOf(turn: number): Block {
  return Math.floor((turn - 1) / BLOCK);
}

/** The block of a turn, and its neighbors, as far as they have turns before turn `end`; none if the turn is not before it. */
export function blocksAround(turn: number, end: number): Block[] {
  if (turn < 1 || turn >= end) return [];
  const own = blockOf(turn);
  return [own - 1, own, own + 1].filter((block) => block >= 0 && rangeOf(block).from < end);
}

/** Joins the block of a turn with those beside it that are loaded; null until its own one is (session-page/no-gaps). */
export function joinBlocks(loaded: readonly BlockParts[], turn: number): Parts | null {
  const own = blockOf(turn);
  const find = (block: Block) => loaded.find((one) => one.block === block);
  const mine = find(own);
  if (!mine) return null;
  const parts = [find(own - 1), mine, find(own + 1)].filter((one) => one !== undefined);
  return { turns: parts.flatMap(({ turns }) => turns), events: parts.flatMap(({ events }) => events) };
}
