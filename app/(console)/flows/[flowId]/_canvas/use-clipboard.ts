'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { toast } from '@/app/_ui/overlay/toast';
import { copyNodes, parseCopied, pasteNodes } from '../_edit/copy-nodes';
import { removeNodes } from '../_edit/remove-nodes';
import type { Editing } from '../_edit/use-flow-editor';

/** Copies, cuts and pastes nodes, frames and notes as text while the canvas has the focus, also between flows. */
export function useClipboard(
  canvas: RefObject<HTMLElement | null>,
  editing: Editing,
  /** Where pasted nodes go on the canvas. */
  findPlace: () => { x: number; y: number },
): void {
  const latest = useRef({ editing, findPlace });
  latest.current = { editing, findPlace };
  useEffect(() => {
    const onCanvas = (act: (event: ClipboardEvent, now: Editing) => void) => (event: ClipboardEvent) => {
      if (!canvas.current?.contains(document.activeElement)) return;
      act(event, latest.current.editing);
    };
    const copy = onCanvas((event, { selection, draft }) => {
      if (selection.size === 0) return;
      event.clipboardData?.setData('text/plain', copyNodes(draft, selection));
      event.preventDefault();
    });
    const cut = onCanvas((event, { selection, editor, readOnly }) => {
      copy(event);
      if (!readOnly) editor.change((draft) => removeNodes(draft, selection));
    });
    const paste = onCanvas((event, { editor, readOnly }) => {
      if (readOnly) return;
      event.preventDefault();
      const copied = parseCopied(event.clipboardData?.getData('text/plain') ?? '');
      if (copied) editor.insert((draft) => pasteNodes(draft, copied, latest.current.findPlace()));
      else toast.info('The clipboard contains no nodes.', { position: 'top-center' });
    });
    const handlers = { copy, cut, paste };
    for (const [name, act] of Object.entries(handlers)) document.addEventListener(name as 'copy', act);
    return () => {
      for (const [name, act] of Object.entries(handlers)) document.removeEventListener(name as 'copy', act);
    };
  }, [canvas]);
}
