'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, useState } from 'react';
import type { Graph } from '../graph/graph';
import { isLarge, syncNodes } from './canvas-nodes';
import { listOpening } from './opening';

const NONE: ReadonlySet<string> = new Set();

type CanvasProviderProps = {
  graph: Graph;
  /** The node to open at; default: the start. */
  openAt?: string | undefined;
  children: ReactNode;
};

/** Surrounds a canvas and what controls it. It begins with the nodes in sight, so that the server renders them. */
export function CanvasProvider({ graph, openAt, children }: CanvasProviderProps) {
  const [nodes] = useState(() => {
    const first = isLarge(graph.nodes) ? listOpening(graph, openAt ?? graph.start) : graph.nodes;
    return syncNodes([], { nodes: first, areas: graph.areas }, NONE);
  });
  return <ReactFlowProvider initialNodes={nodes}>{children}</ReactFlowProvider>;
}
