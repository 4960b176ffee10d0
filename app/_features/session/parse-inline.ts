import { parseTextLink } from './safe-url';
import { createTextFinder, type TextFinder } from './text-finder';

/** A run of text within a block. A link's `href` is one that `parseTextLink` let through. */
export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'strong' | 'emphasis' | 'deleted'; children: Inline[] }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'break' };

type Match = { node: Inline; end: number };
type Place = { source: string; at: number; depth: number; finder: TextFinder };
type Rule = (place: Place) => Match | null;

const MAX_DEPTH = 6;
/** No address is longer: so a mark that never closes costs no look at all that follows. */
const MAX_URL_CHARS = 2_000;

/** Reads emphasis, code, links and line ends, in linear time; whatever does not close is text. */
export function parseInline(source: string, depth = 0): Inline[] {
  const finder = createTextFinder(source);
  const nodes: Inline[] = [];
  let text = '';
  let at = 0;
  const flush = () => {
    if (text !== '') nodes.push({ type: 'text', text });
    text = '';
  };
  while (at < source.length) {
    const match = depth < MAX_DEPTH ? matchAt({ source, at, depth, finder }) : null;
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

function matchAt(place: Place): Match | null {
  for (const rule of RULES.get(place.source[place.at] ?? '') ?? []) {
    const match = rule(place);
    if (match) return match;
  }
  return null;
}

const RULES: ReadonlyMap<string, readonly Rule[]> = new Map<string, readonly Rule[]>([
  ['`', [matchCode]],
  ['*', [wrap('**', 'strong'), wrap('*', 'emphasis')]],
  ['_', [wrap('__', 'strong'), wrap('_', 'emphasis')]],
  ['~', [wrap('~~', 'deleted')]],
  ['[', [matchLink]],
  ['<', [matchAutoLink]],
  ['h', [matchBareLink]],
  ['\n', [({ at }) => ({ node: { type: 'break' }, end: at + 1 })]],
]);

function matchCode({ source, at, finder }: Place): Match | null {
  const end = finder.next('`', at + 1);
  if (end <= at + 1) return null;
  return { node: { type: 'code', text: source.slice(at + 1, end) }, end: end + 1 };
}

function wrap(mark: string, type: 'strong' | 'emphasis' | 'deleted'): Rule {
  return ({ source, at, depth, finder }) => {
    if (!source.startsWith(mark, at)) return null;
    const start = at + mark.length;
    // The text between may not begin with a space, nor end with one.
    if (/\s|^$/.test(source[start] ?? '')) return null;
    const end = finder.nextClose(mark, start + 1);
    if (end < 0 || !isBoundary(mark, source[at - 1], source[end + mark.length])) return null;
    return {
      node: { type, children: parseInline(source.slice(start, end), depth + 1) },
      end: end + mark.length,
    };
  };
}

// An underscore within a word is a letter: snake_case_names stay as they are.
function isBoundary(mark: string, before: string | undefined, after: string | undefined): boolean {
  return !mark.startsWith('_') || !(isWord(before) || isWord(after));
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function matchLink({ source, at, depth, finder }: Place): Match | null {
  const middle = finder.next('](', at);
  if (middle <= at + 1) return null;
  const gap = finder.next('\n\n', at);
  if (gap >= 0 && gap < middle) return null;
  const end = finder.next(')', middle);
  if (end < 0 || end - middle > MAX_URL_CHARS) return null;
  const [target = ''] = source
    .slice(middle + 2, end)
    .trim()
    .split(/\s/, 1);
  const href = parseTextLink(target);
  if (href === null) return null;
  const children = parseInline(source.slice(at + 1, middle), depth + 1);
  return { node: { type: 'link', href, children }, end: end + 1 };
}

function matchAutoLink({ source, at, finder }: Place): Match | null {
  const end = finder.next('>', at);
  if (end < 0 || end - at > MAX_URL_CHARS) return null;
  const text = source.slice(at + 1, end);
  const href = /\s/.test(text) ? null : parseTextLink(text);
  return href === null ? null : { node: toPlainLink(href, text), end: end + 1 };
}

const BARE_URL = /https?:\/\/[^\s<>"'`)\]]{1,2000}/y;
const PUNCTUATION: ReadonlySet<string> = new Set('.,;:!?*_');

function matchBareLink({ source, at }: Place): Match | null {
  if (isWord(source[at - 1])) return null;
  BARE_URL.lastIndex = at;
  const found = BARE_URL.exec(source)?.[0];
  if (found === undefined) return null;
  const text = withoutPunctuation(found);
  const href = parseTextLink(text);
  return href === null ? null : { node: toPlainLink(href, text), end: at + text.length };
}

// The end of the sentence that an address stands in is no part of it.
function withoutPunctuation(url: string): string {
  let end = url.length;
  while (PUNCTUATION.has(url[end - 1] ?? '')) end -= 1;
  return url.slice(0, end);
}

function toPlainLink(href: string, text: string): Inline {
  return { type: 'link', href, children: [{ type: 'text', text }] };
}
