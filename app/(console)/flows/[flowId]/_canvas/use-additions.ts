'use client';
import type { FinalConnectionState } from '@xyflow/react';
import { type DragEvent, useCallback, useState } from 'react';
import type { Camera } from '@/app/_features/flow/canvas/use-camera';
import type { Graph, GraphEdge, Place } from '@/app/_features/flow/graph/graph';
import type { NodeKind } from '@/server/engine/definition/node';
import { addIntoWire, addNode, addNodeAfter } from '../_edit/add-node';
import type { Editing } from '../_edit/use-flow-editor';
import type { WireEnd } from '../_edit/wire-nodes';
import { carriesKind, readKind } from './palette';
import { findEnd } from './use-wiring';

// The pointer holds a dropped card at the center of its head.
const GRIP = { x: 120, y: 20 };

type PendingNode = { from: WireEnd; place: Place | null } | 'after';

/** The ways to add a node: dropped from the palette, drawn from an exit, or after the selected node. */
export function useAdditions(editing: Editing, graph: Graph, camera: Camera) {
  const { editor, selection, readOnly } = editing;
  const [pending, setPending] = useState<PendingNode | null>(null);
  const placeAt = (point: Place): Place => {
    const { x, y } = camera.toPlace(point);
    return { x: Math.round((x - GRIP.x) / 10) * 10, y: Math.round((y - GRIP.y) / 10) * 10 };
  };
  const addAt = (kind: NodeKind, place: Place, wire: GraphEdge | undefined) =>
    editor.insertAndEnter((draft) =>
      wire
        ? addIntoWire(draft, kind, place, { key: wire.source, exit: wire.exit })
        : addNode(draft, kind, place),
    );
  const addAfter = (kind: NodeKind) =>
    editor.insertAndEnter((draft) => addNodeAfter(draft, kind, [...selection].at(-1) ?? null));
  // The same function for each exit, so that no card is rendered because of it.
  const pickAfter = useCallback((from: WireEnd) => setPending({ from, place: null }), []);
  return {
    pickAfter,
    picking: pending !== null,
    pickKind: () => setPending('after'),
    stopPicking: () => setPending(null),
    addAfter,
    pick: (kind: NodeKind) => {
      if (pending === 'after' || pending === null) return addAfter(kind);
      const { from, place } = pending;
      editor.insertAndEnter((draft) =>
        place ? addNode(draft, kind, place, from) : addNodeAfter(draft, kind, from.key, from.exit),
      );
    },
    onConnectEnd: (
      event: MouseEvent | TouchEvent,
      { isValid, fromNode, fromHandle }: FinalConnectionState,
    ) => {
      if (isValid || !fromNode || fromHandle?.type !== 'source') return;
      const from = findEnd(graph, fromNode.id, fromHandle.id ?? null);
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (from && point)
        setPending({ from, place: placeAt({ x: point.clientX + GRIP.x, y: point.clientY }) });
    },
    onDragOver: (event: DragEvent) => {
      if (readOnly || !carriesKind(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent) => {
      const kind = readKind(event);
      if (!kind || readOnly) return;
      event.preventDefault();
      const place = placeAt({ x: event.clientX, y: event.clientY });
      addAt(kind, place, findWireAt(graph, event));
    },
  };
}

/** The wire under the pointer; undefined where there is none. */
function findWireAt({ edges }: Graph, { clientX, clientY }: DragEvent): GraphEdge | undefined {
  const wires = document
    .elementsFromPoint(clientX, clientY)
    .map((element) => element.closest('.react-flow__edge'));
  const id = wires.find((wire) => wire !== null)?.getAttribute('data-id');
  return edges.find((edge) => edge.id === id);
}
