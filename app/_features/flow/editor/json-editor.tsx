'use client';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react';
import { cn } from '@/app/_ui/cn';
import { useMedia } from '@/app/_ui/use-media';
import type { TextRange } from '../json/text-range';
import { editorExtensions } from './editor-extensions';

type EditorMark = TextRange & { severity: 'error' | 'warning'; message: string };

export type JsonEditorHandle = {
  /** Scrolls to a range and selects it. */
  reveal: (range: TextRange) => void;
  /** Replaces the text; undo brings the old one back. */
  replaceText: (text: string) => void;
};

type JsonEditorProps = {
  label: string;
  /** The initial text; later changes go through the handle. */
  initialText: string;
  readOnly?: boolean;
  /** Problems, with ranges in the text that `onChange` gave last. */
  marks?: readonly EditorMark[];
  onChange?: (text: string) => void;
  onSave?: () => void;
  ref?: Ref<JsonEditorHandle>;
  className?: string;
};

const NO_MARKS: readonly EditorMark[] = [];
const nothing = () => undefined;

/** A JSON editor that fills its parent. It keeps its own text, so that typing never waits for a render. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, initialText, readOnly = false, marks = NO_MARKS, ref, className } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const first = useRef(initialText);
  const describedBy = useId();
  const wrap = !useMedia('(min-width: 768px)');

  useEffect(() => {
    if (!host.current) return;
    const extensions = editorExtensions({
      label,
      describedBy,
      readOnly,
      wrap,
      onChange: (text) => (latest.current.onChange ?? nothing)(text),
      onSave: () => (latest.current.onSave ?? nothing)(),
    });
    const made = new EditorView({
      state: EditorState.create({ doc: first.current, extensions }),
      parent: host.current,
    });
    view.current = made;
    // Sizes measured while a dialog animates are too small.
    const measure = () => made.requestMeasure();
    document.addEventListener('animationend', measure);
    return () => {
      document.removeEventListener('animationend', measure);
      first.current = made.state.doc.toString();
      made.destroy();
      view.current = null;
    };
  }, [label, describedBy, readOnly, wrap]);

  useEffect(() => {
    if (view.current) showMarks(view.current, marks);
  }, [marks]);

  useImperativeHandle(
    ref,
    () => ({
      reveal: (range) => view.current && reveal(view.current, range),
      replaceText: (text) => view.current && replaceText(view.current, text),
    }),
    [],
  );

  return (
    <div className={cn('min-h-0', className)}>
      <div ref={host} className="h-full" />
      <p id={describedBy} className="sr-only">
        {readOnly
          ? 'Read only.'
          : 'Tab indents. Press Escape, then Tab, to leave the editor. F8 goes to the next problem.'}
      </p>
    </div>
  );
}

function showMarks(view: EditorView, marks: readonly EditorMark[]): void {
  const { length } = view.state.doc;
  const inside = marks.map((mark) => ({ ...mark, ...clamp(mark, length) }));
  view.dispatch(setDiagnostics(view.state, inside));
}

function reveal(view: EditorView, range: TextRange): void {
  const { from, to } = clamp(range, view.state.doc.length);
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  view.focus();
}

function replaceText(view: EditorView, insert: string): void {
  if (view.state.doc.toString() === insert) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, selection: { anchor: 0 } });
}

function clamp({ from, to }: TextRange, length: number): TextRange {
  return { from: Math.min(from, length), to: Math.min(to, length) };
}
