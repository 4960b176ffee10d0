/*
 * A URL with expressions.
 *
 * url/values-encoded: the value of an expression in the path, the query or the fragment is percent-encoded, so that it
 *   stays one segment or one value. `$raw(…)` inserts a value as it is, and `encodeURIComponent(…)` is not encoded
 *   twice. Everything before the path is inserted as it is, because it may be a base URL.
 */
import type { Compiler } from '../../compile/compiler';
import { toStorableText } from '../../data/plain-data';
import { quote } from '../../data/quote';
import type { ParsedExpression } from '../../expression/parse/parse-expression';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import type { PlacedText } from '../../secrets/place-secrets';
import type { ParsedTemplate } from '../../template/parse-template';
import { isDotSegment, placeInPath } from './place-in-path';
import { type Fields, placeInUrl } from './place-in-url';

/** A rendered URL with the places of its secrets, or why there is none. */
type RenderedUrl = { ok: true; value: PlacedText } | { ok: false; reason: string };

/** Marks the place of an expression; no text contains it. */
const HOLE = '\0';
/** Scheme and host: everything before the first slash, question mark or hash that does not belong to "://". */
const BASE = /^(?:[^/?#]*:\/\/)?[^/?#]*/;
/** A path has nothing before it. */
const NO_BASE = /^/;
const UNENCODED: ReadonlySet<string> = new Set(['$raw', 'encodeURIComponent']);

/** Compiles a URL. Rendering fails with a reason if the result is not an http or https URL. */
export function compileUrl(compiler: Compiler, path: string, source: string) {
  return compileAddress(compiler.outgoing(path, source), source, { base: BASE, place: placeInUrl });
}

/** Compiles a path below the address of a connection. Rendering fails with a reason if the result leads out of it. */
export function compilePath(compiler: Compiler, path: string, source: string) {
  return compileAddress(compiler.outgoing(path, source), source, { base: NO_BASE, place: placeInPath });
}

type Kind = { base: RegExp; place: typeof placeInUrl };

function compileAddress(template: ParsedTemplate, source: string, { base, place }: Kind) {
  const encoded = findEncodedParts(template, base);
  return (rendering: Rendering, query: Fields = []): RenderedUrl => {
    const marked = renderText(template, rendering, rendering.variables, (value, part) =>
      encoded.has(part) ? HOLE + encodeURIComponent(toStorableText(value)) : value,
    );
    const bent = findDotSegment(marked);
    if (bent !== null)
      return { ok: false, reason: `${quote(bent)} cannot be a segment of ${quote(source)}.` };
    const placed = place(marked.replaceAll(HOLE, '').trim(), query);
    return placed.ok ? placed : { ok: false, reason: `${quote(source)} ${placed.reason}` };
  };
}

/** The first segment with an inserted value that leads elsewhere: "." or "..", which cannot be encoded. */
function findDotSegment(marked: string): string | null {
  const [beforeQuery = ''] = marked.split(/[?#]/);
  const segments = beforeQuery.split('/').filter((segment) => segment.includes(HOLE));
  return segments.map((segment) => segment.replaceAll(HOLE, '')).find(isDotSegment) ?? null;
}

/** The indexes of the expressions whose values are encoded. */
function findEncodedParts({ parts }: ParsedTemplate, base: RegExp): ReadonlySet<number> {
  const joined = parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const baseEnd = base.exec(joined)?.[0].length ?? 0;
  const encoded = new Set<number>();
  let offset = 0;
  parts.forEach((part, index) => {
    if (typeof part !== 'string' && offset >= baseEnd && !isUnencoded(part)) encoded.add(index);
    offset += typeof part === 'string' ? part.length : HOLE.length;
  });
  return encoded;
}

function isUnencoded({ root }: ParsedExpression): boolean {
  return root.kind === 'function' && UNENCODED.has(root.name);
}
