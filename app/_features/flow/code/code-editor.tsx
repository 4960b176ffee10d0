'use client';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, placeholder as hint, keymap, tooltips } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { cn } from '@/app/_ui/cn';
import { codeTheme } from './code-theme';
import { completion } from './completion';
import { expressionLanguage, templateLanguage } from './expression-language';
import type { CompletionScope } from './find-completions';

export type CodeEditorProps = {
  label: string;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  language: 'expression' | 'template' | 'plain';
  /** Whether it may have several lines. */
  long?: boolean | undefined;
  mono?: boolean | undefined;
  readOnly?: boolean;
  placeholder?: string | undefined;
  value: string;
  scope: CompletionScope;
  onChange: (value: string) => void;
  onFocusChange?: (focused: boolean) => void;
  /** Whether it takes the focus when it opens. */
  autoFocus?: boolean;
};

/** An opened editor (code-field.tsx). */
export function CodeEditor(props: CodeEditorProps) {
  const { label, describedBy, invalid, language, long = false, readOnly = false, value } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const takesFocus = useRef(props.autoFocus ?? false);

  useEffect(() => {
    if (!host.current) return;
    const { placeholder = '', scope: _, ...rest } = latest.current;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: rest.value,
        extensions: [
          languageOf(language, () => latest.current.scope),
          fieldKeys(long || rest.value.includes('\n')),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          drawSelection(),
          hint(placeholder),
          EditorView.lineWrapping,
          tooltips({ parent: document.body }),
          codeTheme,
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.focusChanged) latest.current.onFocusChange?.(update.view.hasFocus);
            if (!update.docChanged) return;
            const text = update.state.doc.toString();
            if (text !== latest.current.value) latest.current.onChange(text);
          }),
        ],
      }),
    });
    view.current = made;
    if (takesFocus.current) made.focus();
    takesFocus.current = false;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [language, long, readOnly]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    if (!content) return;
    const facts = {
      'aria-label': label,
      'aria-describedby': describedBy,
      'aria-invalid': invalid ? 'true' : undefined,
    };
    for (const [name, fact] of Object.entries({
      ...facts,
      spellcheck: language === 'template' ? 'true' : 'false',
    }))
      if (fact === undefined) content.removeAttribute(name);
      else content.setAttribute(name, fact);
  }, [label, describedBy, invalid, language]);

  useEffect(() => {
    const now = view.current;
    if (!now || now.state.doc.toString() === value) return;
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={host} aria-invalid={invalid || undefined} className={frameOf(props)} />;
}

/** The classes of the frame around the text. */
export function frameOf({ language, mono = false, long = false }: CodeEditorProps): string {
  return cn(
    'field overflow-hidden px-0 focus-within:border-accent focus-within:shadow-[0_0_0_3px_color-mix(in_oklab,var(--accent)_22%,transparent)]',
    (language === 'expression' || mono) && 'font-mono',
    long && '[&_.cm-content]:min-h-16',
  );
}

function languageOf(language: CodeEditorProps['language'], scope: () => CompletionScope): Extension {
  if (language === 'plain') return [];
  return [language === 'expression' ? expressionLanguage : templateLanguage, completion(language, scope)];
}

// In a single-line field Enter does nothing, and a pasted line break becomes a space. Tab always leaves.
function fieldKeys(long: boolean): Extension {
  if (long) return [];
  return [
    keymap.of([{ key: 'Enter', run: () => true }]),
    EditorState.transactionFilter.of((transaction) => {
      if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
      const insert = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ');
      const to = transaction.startState.doc.length;
      return { changes: { from: 0, to, insert }, selection: { anchor: insert.length } };
    }),
  ];
}
