'use client';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { CARD_WIDTH, cardHeight } from '../graph/lay-out';
import type { GraphNode } from '../graph/to-graph';
import type { CanvasEdge, CanvasNode } from './canvas-nodes';

const READABLE = 0.85;
const MOVE_MS = 160;
const FIT = { padding: 0.12, maxZoom: 1 };

export type Camera = {
  /** Shows all of the flow. */
  fit: () => void;
  /** Brings a node to the middle, large enough to be read. */
  reveal: (node: GraphNode) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  /** The place of the flow that lies under a point of the page. */
  toPlace: (point: { x: number; y: number }) => { x: number; y: number };
};

/** Moves what is seen of a canvas; only inside its provider. */
export function useCamera(): Camera {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  return useMemo(
    () => ({
      fit: () => void flow.fitView({ ...FIT, duration: moveMs() }),
      reveal: ({ place, card }) =>
        void flow.setCenter(place.x + CARD_WIDTH / 2, place.y + cardHeight(card) / 2, {
          zoom: Math.max(flow.getZoom(), READABLE),
          duration: moveMs(),
        }),
      zoomIn: () => void flow.zoomIn({ duration: moveMs() }),
      zoomOut: () => void flow.zoomOut({ duration: moveMs() }),
      toPlace: (point) => flow.screenToFlowPosition(point),
    }),
    [flow],
  );
}

function moveMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS;
}
