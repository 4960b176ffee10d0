import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const LOOK = {
  '&': { fontSize: '13px', color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '20px', maxHeight: '240px', overflow: 'auto' },
  '.cm-content': { padding: '5px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in oklab, var(--accent) 22%, transparent)',
  },
  '.cm-content ::selection': { backgroundColor: 'transparent', color: 'inherit' },
  '.cm-tooltip': {
    border: 'none',
    borderRadius: '6px',
    overflow: 'hidden',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    boxShadow: '0 0 0 1px var(--line), 0 8px 24px -6px var(--shadow-color)',
  },
  '.code-options': {
    margin: '0',
    padding: '4px',
    maxHeight: '200px',
    overflowY: 'auto',
    listStyle: 'none',
    fontFamily: 'var(--font-mono)',
    fontSize: '12px',
  },
  '.code-options li': {
    display: 'flex',
    gap: '16px',
    padding: '3px 8px',
    borderRadius: '4px',
    cursor: 'default',
  },
  '.code-options li[aria-selected=true]': { backgroundColor: 'var(--hover)' },
  '.code-options span': { marginLeft: 'auto', color: 'var(--ink-2)' },
} as const;

const WORDS = HighlightStyle.define([
  { tag: tags.variableName, color: 'var(--human)' },
  { tag: tags.function(tags.variableName), color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--live)' },
  { tag: [tags.number, tags.atom], color: 'var(--waiting)' },
  { tag: [tags.operator, tags.punctuation], color: 'var(--ink-2)' },
  { tag: tags.bracket, color: 'var(--ink-3)' },
]);

/** The theme of the small editors. */
export const codeTheme = [EditorView.theme(LOOK), syntaxHighlighting(WORDS)];
