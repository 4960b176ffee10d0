'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import type { DraftControl } from '../_draft/use-draft';
import { createFlowEditor, type EditorSnapshot, type FlowEditor } from './flow-editor';
import { type ShownLanguages, useLanguages } from './use-languages';

export type Editing = EditorSnapshot & {
  editor: FlowEditor;
  draft: Draft;
  readOnly: boolean;
  languages: ShownLanguages;
};

/** The editor of the canvas, in step with the text of the draft. */
export function useFlowEditor(control: DraftControl, mayWrite: boolean): Editing {
  const { saver, editor: textEditor, text } = control;
  const [editor] = useState(() =>
    createFlowEditor(text, (next) => {
      saver.edit(next);
      textEditor.current?.replaceText(next);
    }),
  );
  useEffect(() => editor.setText(text), [editor, text]);
  const snapshot = useSyncExternalStore(editor.subscribe, editor.snapshot, editor.snapshot);
  const draft = snapshot.history.present;
  const languages = useLanguages(draft);
  return { ...snapshot, editor, draft, readOnly: !mayWrite || snapshot.broken, languages };
}
