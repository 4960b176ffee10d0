import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// All colors are tokens of the console, so they follow the light and dark themes.
const LOOK = {
  '&': { height: '100%', fontSize: '13px', color: 'var(--ink)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0 64px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 16px 0 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in oklab, var(--accent) 22%, transparent)',
  },
  '.cm-content ::selection': { backgroundColor: 'transparent', color: 'inherit' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--ink) 3.5%, transparent)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink-3)',
    border: 'none',
    userSelect: 'none',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 8px', minWidth: '36px' },
  '.cm-foldGutter .cm-gutterElement': { width: '16px', textAlign: 'center', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    background: 'var(--hover)',
    border: 'none',
    color: 'var(--ink-2)',
    borderRadius: '4px',
    padding: '0 6px',
    margin: '0 2px',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid color-mix(in oklab, var(--accent) 40%, transparent)',
  },
  // A bracket without its partner is reported as a problem.
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    color: 'inherit',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-template': { color: 'var(--human)' },
} as const;

const PROBLEMS = {
  '.cm-lintRange': { backgroundImage: 'none', textUnderlineOffset: '4px' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--failed-dot) 1px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--waiting-dot) 1px' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '6px 0 0', display: 'flex', justifyContent: 'center' },
  '.cm-lint-marker': { width: '8px', height: '8px', content: '""', borderRadius: '999px' },
  '.cm-lint-marker-error': { content: '""', background: 'var(--failed-dot)' },
  '.cm-lint-marker-warning': { content: '""', background: 'var(--waiting-dot)', borderRadius: '2px' },
  '.cm-tooltip': {
    border: 'none',
    borderRadius: '6px',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    boxShadow: '0 0 0 1px var(--line), 0 8px 24px -6px var(--shadow-color)',
    fontFamily: 'var(--font-sans)',
    maxWidth: '420px',
  },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: 'none', whiteSpace: 'normal' },
  '.cm-diagnostic-error .cm-diagnosticText': { color: 'var(--failed)' },
  '.cm-diagnostic-warning .cm-diagnosticText': { color: 'var(--waiting)' },
} as const;

const SEARCH = {
  '.cm-panels': { backgroundColor: 'var(--canvas)', color: 'var(--ink)', fontFamily: 'var(--font-sans)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 32px 8px 8px', fontSize: '12px' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '28px',
    verticalAlign: 'top',
    fontSize: '12px',
    color: 'var(--ink-2)',
    margin: '0 8px 0 4px',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--ink)' },
  '.cm-textfield': {
    height: '28px',
    fontSize: '13px',
    padding: '0 8px',
    borderRadius: '6px',
    border: '1px solid var(--line-strong)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
  },
  '.cm-button': {
    height: '28px',
    padding: '0 10px',
    borderRadius: '6px',
    border: '1px solid var(--line-strong)',
    background: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: '12px',
    backgroundImage: 'none',
    textTransform: 'capitalize',
  },
  '.cm-button:hover': { background: 'var(--hover)' },
  '.cm-panel.cm-search [name=close]': { fontSize: '18px', color: 'var(--ink-2)', right: '8px', top: '6px' },
  '.cm-searchMatch': { backgroundColor: 'var(--waiting-soft)', outline: '1px solid var(--waiting-dot)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in oklab, var(--waiting-dot) 45%, transparent)' },
} as const;

const WORDS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--human)' },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink-3)' },
]);

/** The theme of the JSON editor. */
export const editorTheme = [EditorView.theme({ ...LOOK, ...PROBLEMS, ...SEARCH }), syntaxHighlighting(WORDS)];
