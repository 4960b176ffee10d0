import { decodeBytes } from './decode-bytes';

/*
 * The value and parameters of a MIME header, as HTTP clients and mail libraries write them (RFC 2045, 2231, 7578): quoted or
 * not, in any order, with `name*` in a charset of its own and `name*0` continued in pieces.
 */

/** `value` and the parameters' names are in lower case. */
export type HeaderParameters = { value: string; parameters: ReadonlyMap<string, string> };

/** A parameter as written: its value as Latin-1 text of its bytes. */
type Written = { name: string; text: string };

const PIECE = /^([^*]+)(?:\*(\d{1,2}))?(\*)?$/;
const ENCODED_WORD = /=\?([\w-]+)\?([bq])\?([^?\s]*)\?=/gi;

/** Parses a header that is given as Latin-1 text of its bytes. */
export function parseHeaderParameters(header: string): HeaderParameters {
  const [value = '', ...rest] = splitOutsideQuotes(header);
  const pieces = rest.flatMap(toWritten);
  const names = new Set(pieces.map(({ name }) => PIECE.exec(name)?.[1] ?? ''));
  names.delete('');
  return {
    value: value.trim().toLowerCase(),
    parameters: new Map([...names].map((name) => [name, findValue(name, pieces)])),
  };
}

function splitOutsideQuotes(header: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < header.length; at += 1) {
    const char = header[at];
    if (char === '\\' && isQuoted) at += header[at + 1] === '"' || header[at + 1] === '\\' ? 1 : 0;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === ';' && !isQuoted) {
      parts.push(header.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, header.slice(start)];
}

function toWritten(part: string): Written[] {
  const at = part.indexOf('=');
  if (at === -1) return [];
  return [{ name: part.slice(0, at).trim().toLowerCase(), text: unquote(part.slice(at + 1).trim()) }];
}

// Old browsers send Windows paths, so a backslash only escapes a quote or another backslash.
function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replace(/\\(["\\])/g, '$1');
}

/** The value of a parameter; the form with a charset wins over the one without, which is for clients that cannot read it. */
function findValue(name: string, pieces: readonly Written[]): string {
  const own = pieces.flatMap((piece) => {
    const [, base, no, star] = PIECE.exec(piece.name) ?? [];
    return base === name
      ? [{ no: no === undefined ? null : Number(no), isEncoded: star === '*', text: piece.text }]
      : [];
  });
  const encoded = own.find(({ no, isEncoded }) => no === null && isEncoded);
  if (encoded) return decodeExtended([encoded]);
  const continued = own.filter(({ no }) => no !== null).toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0));
  if (continued.length > 0) return decodeExtended(continued);
  return decodePlain(own[0]?.text ?? '');
}

/** `charset'language'text`, of which only pieces marked as encoded have percent escapes. */
function decodeExtended(pieces: readonly { isEncoded: boolean; text: string }[]): string {
  const [first] = pieces;
  const [, charset = '', text] = /^([^']*)'[^']*'(.*)$/s.exec(first?.isEncoded ? first.text : '') ?? [];
  const texts = [text ?? first?.text ?? '', ...pieces.slice(1).map((piece) => piece.text)];
  const bytes = texts.map((one, index) =>
    Buffer.from(pieces[index]?.isEncoded ? unescapePercent(one) : one, 'latin1'),
  );
  return decodeBytes(Buffer.concat(bytes), charset);
}

function unescapePercent(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

// Browsers write a quote and line ends as in a URL; mail libraries write other characters as encoded words.
function decodePlain(text: string): string {
  const words = text.replace(/\?=\s+=\?/g, '?==?').replace(ENCODED_WORD, (_, charset, kind, coded) => {
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : unescapeQ(coded);
    return Buffer.from(decodeBytes(bytes, charset)).toString('latin1');
  });
  return decodeBytes(Buffer.from(words, 'latin1'), '')
    .replaceAll('%22', '"')
    .replaceAll(/%0D/gi, '\r')
    .replaceAll(/%0A/gi, '\n');
}

function unescapeQ(coded: string): Buffer {
  const text = coded.replaceAll('_', ' ').replace(/=([\da-f]{2})/gi, '%$1');
  return Buffer.from(unescapePercent(text), 'latin1');
}
