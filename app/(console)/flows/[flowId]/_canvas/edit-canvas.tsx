'use client';
import { Panel } from '@xyflow/react';
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react';
import type { ResizeArea } from '@/app/_features/flow/canvas/area-box';
import type { LookStore } from '@/app/_features/flow/canvas/canvas-looks';
import type { CanvasNode, EdgeLook } from '@/app/_features/flow/canvas/canvas-nodes';
import { FlowCanvas } from '@/app/_features/flow/canvas/flow-canvas';
import { AddAfterProvider } from '@/app/_features/flow/canvas/use-add-after';
import { type Camera, useCamera } from '@/app/_features/flow/canvas/use-camera';
import { dragTo, findItem } from '@/app/_features/flow/graph/areas';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { addFrame, addNote, resizeArea } from '../_edit/edit-areas';
import { moveNodes } from '../_edit/move-nodes';
import type { Editing } from '../_edit/use-flow-editor';
import { CanvasSearch } from './canvas-search';
import { CanvasToolbar } from './canvas-toolbar';
import { KindMenu } from './kind-menu';
import { LanguageSwitch } from './language-switch';
import { SelectionAnnouncer } from './selection-announcer';
import { useAdditions } from './use-additions';
import { useCanvasKeys } from './use-canvas-keys';
import { useClipboard } from './use-clipboard';
import { useWiring } from './use-wiring';

export type CanvasHandle = {
  /** Centers a node and selects it. */
  reveal: (key: string) => void;
  focus: () => void;
};

type EditCanvasProps = {
  label: string;
  editing: Editing;
  graph: Graph;
  looks: LookStore;
  edgeLook: (id: string) => EdgeLook;
  onOpen: () => void;
  /** The node to keep in sight. */
  follow: string | null;
  minimap: boolean;
  ref: Ref<CanvasHandle>;
  children?: ReactNode;
};

/** The canvas of a draft, edited by mouse and keyboard. */
export function EditCanvas({
  label,
  editing,
  graph,
  looks,
  edgeLook,
  onOpen,
  follow,
  minimap,
  ref,
  children,
}: EditCanvasProps) {
  const { editor, selection, wire, readOnly } = editing;
  const host = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const camera = useCamera();
  const wiring = useWiring(graph, editor);
  const additions = useAdditions(editing, graph, camera);
  const wireLook = useCallback(
    (id: string) => (id === wire ? { ...edgeLook(id), selected: true } : edgeLook(id)),
    [edgeLook, wire],
  );
  const frame = () => editor.insertAndEnter((draft) => addFrame(draft, selection));
  const note = () => editor.insertAndEnter((draft) => addNote(draft, middleOf(host.current, camera)));
  const move = (moved: readonly CanvasNode[]) =>
    editor.change((draft) => moveNodes(draft, dragTo(graph, moved)));
  const focus = () => host.current?.querySelector<HTMLElement>('.react-flow')?.focus({ preventScroll: true });
  const reveal = (key: string) => revealNode(graph, camera, editing, key);
  const resize = useResize(editing);
  const onKeyDown = useCanvasKeys({
    editing,
    graph,
    camera,
    onOpen,
    onSearch: () => search.current?.focus(),
    onPickKind: additions.pickKind,
    onFrame: frame,
    onNote: note,
  });
  useFollowing(follow, graph, camera);
  useFollowing([...editing.fresh].at(-1) ?? null, graph, camera);
  useClipboard(host, editing, () => middleOf(host.current, camera));
  useImperativeHandle(ref, () => ({ reveal, focus }));
  return (
    <div ref={host} className="relative h-full min-h-0">
      <AddAfterProvider value={readOnly ? null : additions.pickAfter}>
        <FlowCanvas
          label={label}
          graph={graph}
          looks={looks}
          edgeLook={wireLook}
          selection={selection}
          onSelect={editor.select}
          onOpen={onOpen}
          minimap={minimap}
          readOnly={readOnly}
          onKeyDown={onKeyDown}
          onNodeClick={focus}
          onPaneClick={() => {
            editor.selectWire(null);
            focus();
          }}
          onEdgeClick={(_, { id }) => {
            editor.selectWire(id);
            focus();
          }}
          onNodeDragStop={(_, __, moved) => move(moved)}
          onSelectionDragStop={(_, moved) => move(moved)}
          onResize={resize}
          {...wiring}
          onConnectEnd={additions.onConnectEnd}
          onDragOver={additions.onDragOver}
          onDrop={additions.onDrop}
        >
          <Panel position="top-left" className="!m-2 flex flex-wrap items-center gap-2">
            <CanvasToolbar
              editing={editing}
              camera={camera}
              onPickKind={additions.pickKind}
              onFrame={frame}
              onNote={note}
            />
            <CanvasSearch ref={search} draft={editing.draft} onFound={reveal} onLeave={focus} />
            <LanguageSwitch languages={editing.languages} />
          </Panel>
          {children}
        </FlowCanvas>
      </AddAfterProvider>
      <SelectionAnnouncer graph={graph} editing={editing} />
      <KindMenu open={additions.picking} onClose={additions.stopPicking} onPick={additions.pick} />
    </div>
  );
}

function useResize({ editor, readOnly }: Editing): ResizeArea | null {
  const resize = useCallback<ResizeArea>(
    (key, box) => editor.change((draft) => resizeArea(draft, key, box)),
    [editor],
  );
  return readOnly ? null : resize;
}

function useFollowing(key: string | null, graph: Graph, camera: Camera): void {
  const latest = useRef(graph);
  latest.current = graph;
  useEffect(() => {
    const item = findItem(latest.current, key);
    if (item) camera.follow(item);
  }, [key, camera]);
}

function revealNode(graph: Graph, camera: Camera, { editor }: Editing, key: string): void {
  const item = findItem(graph, key);
  if (!item) return;
  editor.select(new Set([key]));
  camera.reveal(item);
}

function middleOf(host: HTMLElement | null, camera: Camera): { x: number; y: number } {
  const { left = 0, top = 0, width = 0, height = 0 } = host?.getBoundingClientRect() ?? {};
  return camera.toPlace({ x: left + width / 2, y: top + height / 2 });
}
