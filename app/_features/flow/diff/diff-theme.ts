import { EditorView } from '@codemirror/view';
import { editorTheme } from '../editor/editor-theme';

const LOOK = {
  '&': { height: 'auto', maxHeight: 'var(--diff-height, 345px)', fontSize: '12px' },
  '.cm-content': { padding: '0' },
  '.cm-gutterElement': { userSelect: 'none' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--live-soft)' },
  '&.cm-merge-b .cm-changedText': {
    background: 'color-mix(in oklab, var(--live-dot) 12%, transparent)',
    textDecoration: 'none',
  },
  '.cm-deletedChunk': { backgroundColor: 'var(--failed-soft)', paddingLeft: '4px' },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in oklab, var(--failed-dot) 12%, transparent)',
    textDecoration: 'none',
  },
  '.cm-deletedChunk del': { textDecoration: 'none' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--live-dot)' },
  '.cm-deletedLineGutter': { background: 'var(--failed-dot)' },
  '.cm-collapsedLines': {
    padding: '2px 12px',
    background: 'var(--canvas)',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font-sans)',
    cursor: 'pointer',
  },
} as const;

/** The look of a comparison: the editor's, with lines that came and went set apart. */
export const diffTheme = [EditorView.theme(LOOK), editorTheme];
