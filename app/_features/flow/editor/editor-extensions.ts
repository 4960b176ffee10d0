import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, nextDiagnostic, previousDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { editorTheme } from './editor-theme';
import { markTemplates } from './mark-templates';

type EditorOptions = {
  /** The accessible name. */
  label: string;
  /** The id of the element that describes how to leave it by keyboard. */
  describedBy: string;
  readOnly: boolean;
  /** Wraps long lines instead of scrolling. */
  wrap: boolean;
  onChange: (text: string) => void;
  onSave: () => void;
};

/** The extensions of the JSON editor. Escape, then Tab leaves it, which the view has built in. */
export function editorExtensions({
  label,
  describedBy,
  readOnly,
  wrap,
  onChange,
  onSave,
}: EditorOptions): Extension {
  const name = { 'aria-label': label, 'aria-describedby': describedBy, spellcheck: 'false', tabindex: '0' };
  return [
    json(),
    lineNumbers(),
    foldGutter({ markerDOM: foldMarker }),
    bracketMatching(),
    drawSelection(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    markTemplates,
    editorTheme,
    wrap ? EditorView.lineWrapping : [],
    EditorView.contentAttributes.of(readOnly ? { ...name, 'aria-readonly': 'true' } : name),
    readOnly ? EditorState.readOnly.of(true) : writing(onChange, onSave),
    keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
  ];
}

function writing(onChange: (text: string) => void, onSave: () => void): Extension {
  const save = () => {
    onSave();
    return true;
  };
  return [
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    highlightActiveLine(),
    lintGutter(),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      indentWithTab,
      ...historyKeymap,
    ]),
  ];
}

const SVG = 'http://www.w3.org/2000/svg';
const OPEN = 'M4 6l4 4 4-4';
const FOLDED = 'M6 4l4 4-4 4';

function foldMarker(open: boolean): HTMLElement {
  const icon = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '12',
    height: '12',
    fill: 'none',
  }))
    icon.setAttribute(name, value);
  line.setAttribute('d', open ? OPEN : FOLDED);
  line.setAttribute('stroke', 'currentColor');
  line.setAttribute('stroke-width', '1.5');
  icon.append(line);
  const marker = document.createElement('span');
  marker.title = open ? 'Fold' : 'Unfold';
  marker.className = 'inline-flex h-5 items-center align-top';
  marker.append(icon);
  return marker;
}
