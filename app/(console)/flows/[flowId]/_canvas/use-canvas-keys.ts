'use client';
import { type KeyboardEvent, useRef } from 'react';
import type { Camera } from '@/app/_features/flow/canvas/use-camera';
import { findItem } from '@/app/_features/flow/graph/areas';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { findKindByKey } from '@/app/_features/flow/graph/node-kinds';
import { addNodeAfter } from '../_edit/add-node';
import { nudgeNodes } from '../_edit/move-nodes';
import { removeNodes } from '../_edit/remove-nodes';
import type { Editing } from '../_edit/use-flow-editor';
import { disconnect } from '../_edit/wire-nodes';
import { type Direction, findNeighbor, toStep } from './find-neighbor';

const STEP = 20;
// The time that the console waits for the second key of "g, then a letter".
const GO_MS = 1_200;

type Keys = {
  editing: Editing;
  graph: Graph;
  camera: Camera;
  onOpen: () => void;
  onSearch: () => void;
  onPickKind: () => void;
  onFrame: () => void;
  onNote: () => void;
};

/** The keyboard shortcuts while the canvas has the focus. */
export function useCanvasKeys(keys: Keys): (event: KeyboardEvent) => void {
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isForOther(event)) return;
    const going = event.timeStamp - wentAt.current < GO_MS;
    wentAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (going || event.key === 'g') return;
    const act = findAct(event, keys);
    if (!act) return;
    event.preventDefault();
    act();
  };
}

// Elements over the canvas, such as its search, handle their own keys.
function isForOther({ target, defaultPrevented }: KeyboardEvent): boolean {
  return (
    defaultPrevented || (target instanceof Element && target.closest('input, button, [role=dialog]') !== null)
  );
}

function findAct(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  const { camera, editing } = keys;
  const leave = () => {
    editing.editor.select(new Set());
    editing.editor.selectWire(null);
  };
  const looking: Record<string, () => void> = {
    Enter: keys.onOpen,
    '/': keys.onSearch,
    '0': camera.fit,
    '+': camera.zoomIn,
    '-': camera.zoomOut,
    Escape: leave,
  };
  return looking[event.key] ?? findWalk(event, keys) ?? findEdit(event, keys);
}

function findWalk(event: KeyboardEvent, { editing, graph, camera }: Keys): (() => void) | undefined {
  const step = toStep(event.key);
  if (!step) return undefined;
  const { editor, selection, readOnly } = editing;
  if (event.shiftKey)
    return () =>
      !readOnly &&
      editor.change((draft) => nudgeNodes(draft, selection, { x: step.x * STEP, y: step.y * STEP }), 'nudge');
  return () => {
    const next = findNeighbor(graph, [...selection].at(-1) ?? null, event.key as Direction);
    const item = findItem(graph, next);
    if (!item) return;
    editor.select(new Set([item.key]));
    camera.reveal(item);
  };
}

function findEdit(
  event: KeyboardEvent,
  { editing, graph, onPickKind, onFrame, onNote }: Keys,
): (() => void) | undefined {
  const { editor, selection, wire, readOnly } = editing;
  if (readOnly) return undefined;
  if (event.key === 'Delete' || event.key === 'Backspace') {
    const end = graph.edges.find(({ id }) => id === wire);
    return () =>
      editor.change((draft) =>
        end ? disconnect(draft, [{ key: end.source, exit: end.exit }]) : removeNodes(draft, selection),
      );
  }
  if (event.key === 'Insert' || event.key === ' ') return onPickKind;
  if (event.key === 'F') return onFrame;
  if (event.key === 'N') return onNote;
  const kind = event.key.length === 1 && !event.shiftKey ? findKindByKey(event.key) : undefined;
  if (!kind) return undefined;
  return () => editor.insert((draft) => addNodeAfter(draft, kind, [...selection].at(-1) ?? null));
}
