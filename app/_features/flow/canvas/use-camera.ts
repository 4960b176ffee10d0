'use client';
import { type ReactFlowInstance, useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { sizeOf } from '../graph/areas';
import type { Area, Graph, GraphNode } from '../graph/graph';
import type { CanvasEdge, CanvasNode } from './canvas-nodes';
import { toCenter, toOpening } from './opening';

const READABLE = 0.85;
// A flow that does not fit at this zoom opens at its start.
const LEGIBLE = 0.45;
const MOVE_MS = 160;
const FIT = { padding: 0.12, maxZoom: 1 };

export type Camera = {
  /** Shows all of the flow. */
  fit: () => void;
  /** Centers a node, frame or note at a readable zoom. */
  reveal: (item: GraphNode | Area) => void;
  /** Scrolls a node, frame or note into sight, without zooming. */
  follow: (item: GraphNode | Area) => void;
  /** Opens a canvas of a size: all of the flow where that is readable, otherwise from a node on. */
  open: (graph: Graph, at: string, size: { width: number; height: number }) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  /** The place on the canvas under a point of the page. */
  toPlace: (point: { x: number; y: number }) => { x: number; y: number };
};

/** The viewport of a canvas; inside its provider only. */
export function useCamera(): Camera {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const store = useStoreApi();
  return useMemo(
    () => ({
      fit: () => void flow.fitView({ ...FIT, duration: moveMs() }),
      reveal: (node) =>
        void flow.setCenter(...toCenter(node), {
          zoom: Math.max(flow.getZoom(), READABLE),
          duration: moveMs(),
        }),
      follow: (node) => {
        if (!isInSight(flow, store.getState().domNode, node))
          void flow.setCenter(...toCenter(node), { zoom: flow.getZoom(), duration: moveMs() });
      },
      open: (graph, at, { width, height }) => {
        const { width: wide, height: tall } = flow.getNodesBounds(flow.getNodes());
        const opening = toOpening(graph, at, height);
        if (!opening || Math.min(width / wide, height / tall) > LEGIBLE) return void flow.fitView(FIT);
        void flow.setViewport(opening);
      },
      zoomIn: () => void flow.zoomIn({ duration: moveMs() }),
      zoomOut: () => void flow.zoomOut({ duration: moveMs() }),
      toPlace: (point) => flow.screenToFlowPosition(point),
    }),
    [flow, store],
  );
}

function isInSight(
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>,
  domNode: Element | null,
  node: GraphNode | Area,
): boolean {
  const canvas = domNode?.getBoundingClientRect();
  if (!canvas) return true;
  const { x, y } = node.place;
  const start = flow.flowToScreenPosition({ x, y });
  const { width, height } = sizeOf(node);
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  return start.x > canvas.left && end.x < canvas.right && start.y > canvas.top && end.y < canvas.bottom;
}

function moveMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS;
}
