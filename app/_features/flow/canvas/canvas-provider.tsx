'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, useState } from 'react';
import type { Graph } from '../graph/graph';
import { syncNodes } from './canvas-nodes';

const NONE: ReadonlySet<string> = new Set();

/** Surrounds a canvas and what controls it. It begins with the nodes of a graph, so that the server renders them. */
export function CanvasProvider({ graph, children }: { graph: Graph; children: ReactNode }) {
  const [nodes] = useState(() => syncNodes([], graph.nodes, NONE));
  return <ReactFlowProvider initialNodes={nodes}>{children}</ReactFlowProvider>;
}
