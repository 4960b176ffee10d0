import { parseLinkUrl } from './safe-url';

/** A run of text within a block. A link's `href` is one that `parseLinkUrl` let through. */
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'strong' | 'emphasis' | 'deleted'; children: Inline[] }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'break' };

type Match = { node: Inline; end: number };
type Rule = (source: string, at: number, depth: number) => Match | null;

const MAX_DEPTH = 6;

/** Reads emphasis, code, links and line ends; whatever does not close is text. */
export function parseInline(source: string, depth = 0): Inline[] {
  const nodes: Inline[] = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text !== '') nodes.push({ type: 'text', text });
    text = '';
  };
  while (at < source.length) {
    const match = depth < MAX_DEPTH ? matchAt(source, at, depth) : null;
    if (match) {
      flush();
      nodes.push(match.node);
      at = match.end;
    } else {
      const escaped = source[at] === '\\' && ESCAPABLE.test(source[at + 1] ?? '');
      text += escaped ? (source[at + 1] ?? '') : (source[at] ?? '');
      at += escaped ? 2 : 1;
    }
  }
  flush();
  return nodes;
}

const ESCAPABLE = /[!-/:-@[-`{-~]/;

function matchAt(source: string, at: number, depth: number): Match | null {
  for (const rule of RULES[source[at] ?? ''] ?? []) {
    const match = rule(source, at, depth);
    if (match) return match;
  }
  return null;
}

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  '`': [matchCode],
  '*': [wrap('**', 'strong'), wrap('*', 'emphasis')],
  _: [wrap('__', 'strong'), wrap('_', 'emphasis')],
  '~': [wrap('~~', 'deleted')],
  '[': [matchLink],
  '<': [matchAutoLink],
  h: [matchBareLink],
  '\n': [(_source, at) => ({ node: { type: 'break' }, end: at + 1 })],
};

function matchCode(source: string, at: number): Match | null {
  const end = source.indexOf('`', at + 1);
  if (end <= at + 1) return null;
  return { node: { type: 'code', text: source.slice(at + 1, end) }, end: end + 1 };
}

function wrap(mark: string, type: 'strong' | 'emphasis' | 'deleted'): Rule {
  return (source, at, depth) => {
    if (!source.startsWith(mark, at)) return null;
    const start = at + mark.length;
    const end = findClose(source, start, mark);
    if (end < 0 || !isBoundary(mark, source[at - 1], source[end + mark.length])) return null;
    return {
      node: { type, children: parseInline(source.slice(start, end), depth + 1) },
      end: end + mark.length,
    };
  };
}

/** Where `mark` closes what opened before `start`; the text between may not begin or end with a space. */
function findClose(source: string, start: number, mark: string): number {
  if (/\s|^$/.test(source[start] ?? '')) return -1;
  for (let end = source.indexOf(mark, start + 1); end >= 0; end = source.indexOf(mark, end + 1)) {
    const twin = mark.length === 1 && source[end + 1] === mark;
    if (!/[\s\\]/.test(source[end - 1] ?? '') && !twin) return end;
    if (twin) end += 1;
  }
  return -1;
}

// An underscore within a word is a letter: snake_case_names stay as they are.
function isBoundary(mark: string, before: string | undefined, after: string | undefined): boolean {
  return !mark.startsWith('_') || !(isWord(before) || isWord(after));
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function matchLink(source: string, at: number, depth: number): Match | null {
  const middle = source.indexOf('](', at);
  const end = middle < 0 ? -1 : source.indexOf(')', middle);
  if (end < 0) return null;
  const href = parseLinkUrl(
    source
      .slice(middle + 2, end)
      .trim()
      .split(/\s/)[0] ?? '',
  );
  const label = source.slice(at + 1, middle);
  if (href === null || label === '' || label.includes('\n\n')) return null;
  return { node: { type: 'link', href, children: parseInline(label, depth + 1) }, end: end + 1 };
}

function matchAutoLink(source: string, at: number): Match | null {
  const end = source.indexOf('>', at);
  const text = end < 0 ? '' : source.slice(at + 1, end);
  const href = /\s/.test(text) ? null : parseLinkUrl(text);
  return href === null
    ? null
    : { node: { type: 'link', href, children: [{ type: 'text', text }] }, end: end + 1 };
}

const BARE_URL = /https?:\/\/[^\s<>"'`)\]]+/y;

function matchBareLink(source: string, at: number): Match | null {
  if (isWord(source[at - 1])) return null;
  BARE_URL.lastIndex = at;
  const text = BARE_URL.exec(source)?.[0].replace(/[.,;:!?*_]+$/, '');
  const href = text === undefined ? null : parseLinkUrl(text);
  if (text === undefined || href === null) return null;
  return { node: { type: 'link', href, children: [{ type: 'text', text }] }, end: at + text.length };
}
