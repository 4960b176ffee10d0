'use client';
import type { KeyboardEvent } from 'react';
import { listAreaEntries } from '@/app/_features/flow/graph/areas';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { isTyping } from '@/app/_ui/is-typing';
import { duplicateNodes } from '../_edit/copy-nodes';
import type { Editing } from '../_edit/use-flow-editor';

/** The keyboard shortcuts of the builder outside of fields. */
export function useBuilderKeys(
  { editor, selection, draft, readOnly }: Editing,
  onFind: () => void,
): (event: KeyboardEvent) => void {
  const acts: Record<string, () => void> = {
    a: () => editor.select(new Set([...listEntries(draft), ...listAreaEntries(draft)].map(({ key }) => key))),
    f: onFind,
  };
  if (!readOnly)
    Object.assign(acts, {
      z: editor.undo,
      'shift z': editor.redo,
      y: editor.redo,
      d: () => selection.size > 0 && editor.insert((now) => duplicateNodes(now, selection)),
    });
  return (event) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || isTyping(event.target)) return;
    const act = acts[`${event.shiftKey ? 'shift ' : ''}${event.key.toLowerCase()}`];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
