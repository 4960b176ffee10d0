import { StreamLanguage, type StringStream } from '@codemirror/language';

type Reading = { inTemplate: boolean; quote: string };

const WORDS = new Set(['true', 'false', 'null', 'undefined', 'typeof', 'in']);

/** Highlights an expression: names, texts, numbers, operators. The engine reports errors. */
export const expressionLanguage = StreamLanguage.define<Reading>({
  name: 'expression',
  startState: () => ({ inTemplate: true, quote: '' }),
  token: readToken,
});

/** Highlights a text with `{{ expression }}` in it. */
export const templateLanguage = StreamLanguage.define<Reading>({
  name: 'template',
  startState: () => ({ inTemplate: false, quote: '' }),
  token: (stream, state) => (state.inTemplate ? readInTemplate(stream, state) : readText(stream, state)),
});

function readText(stream: StringStream, state: Reading): string | null {
  if (stream.match('\\{{')) return null;
  if (stream.match('{{')) {
    state.inTemplate = true;
    return 'bracket';
  }
  stream.next();
  while (!stream.eol() && !stream.match(/^\\?\{\{/, false)) stream.next();
  return null;
}

function readInTemplate(stream: StringStream, state: Reading): string | null {
  if (state.quote === '' && stream.match('}}')) {
    state.inTemplate = false;
    return 'bracket';
  }
  return readToken(stream, state);
}

function readToken(stream: StringStream, state: Reading): string | null {
  if (state.quote) return readQuoted(stream, state);
  if (stream.eatSpace()) return null;
  const next = stream.peek() ?? '';
  if (next === "'" || next === '"' || next === '`') {
    stream.next();
    state.quote = next;
    return readQuoted(stream, state);
  }
  if (stream.match(/^\d[\d_]*(\.\d+)?(e[+-]?\d+)?/i)) return 'number';
  if (stream.match(/^[$A-Za-z_][\w$]*/)) return nameOf(stream);
  stream.next();
  return /[()[\]{}.,]/.test(next) ? 'punctuation' : 'operator';
}

function nameOf(stream: StringStream): string {
  const word = stream.current();
  if (WORDS.has(word)) return 'atom';
  return word.startsWith('$') || stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName';
}

function readQuoted(stream: StringStream, state: Reading): string {
  while (!stream.eol()) {
    const char = stream.next();
    if (char === '\\') stream.next();
    else if (char === state.quote) {
      state.quote = '';
      break;
    }
  }
  return 'string';
}
