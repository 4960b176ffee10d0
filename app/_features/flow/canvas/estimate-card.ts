import { type NodeHandle, Position } from '@xyflow/react';
import type { Card } from '../graph/graph';
import { CARD_WIDTH, cardHeight, divideExits, PORT } from '../graph/lay-out';
import { toHandle } from '../graph/to-graph';

const SIZE = 10;
const BORDER = 1;
const PADDING = 4;
// The middle of the head.
const ENTRY = 20;

type Estimate = { measured: { width: number; height: number }; handles: NodeHandle[] };

/** The measures of a card that is not rendered: its size, and where its handles are. */
export function estimateCard(card: Card): Estimate {
  const height = cardHeight(card);
  const { shown, rest } = divideExits(card.ports);
  const rows = shown.length + Math.min(rest.length, 1);
  const top = height - BORDER - PADDING - PORT * rows;
  const exits = card.ports.map(({ name }, index): NodeHandle => {
    const middle = top + PORT * (Math.min(index, rows - 1) + 0.5);
    return toPlaced('source', toHandle(name), Position.Right, CARD_WIDTH - BORDER, middle);
  });
  return {
    measured: { width: CARD_WIDTH, height },
    handles: [toPlaced('target', 'in', Position.Left, 0, ENTRY), ...exits],
  };
}

function toPlaced(
  type: 'source' | 'target',
  id: string,
  position: Position,
  x: number,
  y: number,
): NodeHandle {
  return { type, id, position, x: x - SIZE / 2, y: y - SIZE / 2, width: SIZE, height: SIZE };
}
