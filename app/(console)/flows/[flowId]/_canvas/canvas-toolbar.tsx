'use client';
import {
  Frame,
  LayoutDashboard,
  Maximize,
  Minus,
  Plus,
  Redo2,
  SquarePlus,
  StickyNote,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Camera } from '@/app/_features/flow/canvas/use-camera';
import { Button } from '@/app/_ui/button';
import { Tooltip } from '@/app/_ui/overlay/tooltip';
import { arrangeNodes } from '../_edit/move-nodes';
import type { Editing } from '../_edit/use-flow-editor';

type ToolbarProps = {
  editing: Editing;
  camera: Camera;
  onPickKind: () => void;
  onFrame: () => void;
  onNote: () => void;
};

/** The actions on the canvas as a whole. */
export function CanvasToolbar({ editing, camera, onPickKind, onFrame, onNote }: ToolbarProps) {
  const { editor, history, selection, readOnly } = editing;
  const arrange = () => {
    editor.change((draft) => arrangeNodes(draft, selection.size > 1 ? selection : null));
    requestAnimationFrame(camera.fit);
  };
  return (
    <div role="toolbar" aria-label="Canvas" className="flex items-center rounded-md border bg-surface p-0.5">
      {!readOnly && (
        <>
          <Tool name="Add a node" keys="Space" onPress={onPickKind} className="lg:hidden">
            <SquarePlus aria-hidden />
          </Tool>
          <Tool name="Undo" keys="⌘Z" disabled={history.past.length === 0} onPress={editor.undo}>
            <Undo2 aria-hidden />
          </Tool>
          <Tool name="Redo" keys="⇧⌘Z" disabled={history.future.length === 0} onPress={editor.redo}>
            <Redo2 aria-hidden />
          </Tool>
          <Tool name="Arrange nodes" onPress={arrange}>
            <LayoutDashboard aria-hidden />
          </Tool>
          <Tool name="Frame the selection" keys="⇧F" disabled={selection.size === 0} onPress={onFrame}>
            <Frame aria-hidden />
          </Tool>
          <Tool name="Add a note" keys="⇧N" onPress={onNote}>
            <StickyNote aria-hidden />
          </Tool>
          <span aria-hidden className="mx-0.5 h-5 border-l" />
        </>
      )}
      <Tool name="Zoom out" keys="-" onPress={camera.zoomOut}>
        <Minus aria-hidden />
      </Tool>
      <Tool name="Zoom in" keys="+" onPress={camera.zoomIn}>
        <Plus aria-hidden />
      </Tool>
      <Tool name="Zoom to fit" keys="0" onPress={camera.fit}>
        <Maximize aria-hidden />
      </Tool>
    </div>
  );
}

type ToolProps = {
  name: string;
  keys?: string;
  disabled?: boolean;
  onPress: () => void;
  className?: string;
  children: ReactNode;
};

function Tool({ name, keys, disabled, onPress, className, children }: ToolProps) {
  return (
    <Tooltip content={keys ? `${name} · ${keys}` : name}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={name}
        disabled={disabled}
        onClick={onPress}
        className={className}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
