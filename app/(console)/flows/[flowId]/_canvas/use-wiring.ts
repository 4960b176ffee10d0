'use client';
import type { Connection } from '@xyflow/react';
import { useCallback } from 'react';
import type { CanvasEdge } from '@/app/_features/flow/canvas/canvas-nodes';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { toHandle } from '@/app/_features/flow/graph/to-graph';
import type { FlowEditor } from '../_edit/flow-editor';
import { connect, disconnect, type WireEnd } from '../_edit/wire-nodes';

/** Connects exits to nodes as wires are drawn or moved. */
export function useWiring(graph: Graph, editor: FlowEditor) {
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) => {
      const end = findEnd(graph, source, sourceHandle);
      if (end) editor.change((draft) => connect(draft, end, target));
    },
    [graph, editor],
  );
  const onReconnect = useCallback(
    (old: CanvasEdge, { source, sourceHandle, target }: Connection) => {
      const end = findEnd(graph, source, sourceHandle);
      const before = findEnd(graph, old.source, old.sourceHandle ?? null);
      if (!end || !before) return;
      const moved = before.key !== end.key || before.exit !== end.exit;
      editor.change((draft) => connect(moved ? disconnect(draft, [before]) : draft, end, target));
    },
    [graph, editor],
  );
  return { onConnect, onReconnect };
}

/** The exit of a port on the canvas; null when there is none. */
export function findEnd(graph: Graph, key: string, handle: string | null): WireEnd | null {
  const node = graph.nodes.find((candidate) => candidate.key === key);
  const port = node?.card.ports.find(({ name }) => toHandle(name) === handle);
  return port ? { key, exit: port.name } : null;
}
