/*
 * Old clients end the lines of a form's frame with LF alone, or put spaces after a delimiter, which the parser refuses. Only
 * the frame is rewritten: the bytes of a part's content are kept.
 */

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;
const SPACE = 0x20;
const TAB = 0x09;
const CRLF = Buffer.from('\r\n');

/** A delimiter line: where the line break before it begins, and where the line ends. */
type Delimiter = { start: number; end: number; isLast: boolean; isPlain: boolean };

/** Returns the form with CRLF at every line of its frame; the same bytes when it has them already. */
export function repairFormLines(body: Uint8Array, boundary: string, maxParts: number): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  // One more than allowed, so that the parser refuses it.
  const delimiters = listDelimiters(bytes, mark, maxParts + 2);
  const parts = delimiters.flatMap(({ end }, index) => {
    const next = delimiters[index + 1];
    return next ? [bytes.subarray(end, next.start)] : [];
  });
  if (delimiters.every(({ isPlain }) => isPlain) && parts.every(hasPlainHeader)) return body;
  const end = delimiters.at(-1)?.isLast ? [mark, Buffer.from('--\r\n')] : [];
  return Buffer.concat([...parts.flatMap((part) => [mark, CRLF, ...rewriteHeader(part), CRLF]), ...end]);
}

function listDelimiters(bytes: Buffer, mark: Buffer, most: number): Delimiter[] {
  const found: Delimiter[] = [];
  let endsInLf = false;
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
    const line = toDelimiter(bytes, at, mark.length, endsInLf);
    if (!line) continue;
    // The first one shows how the client ends its lines.
    if (found.length === 0) endsInLf = bytes[line.end - 2] !== CR;
    found.push(line);
    if (line.isLast || found.length === most) break;
  }
  return found;
}

function toDelimiter(bytes: Buffer, at: number, length: number, endsInLf: boolean): Delimiter | null {
  const isFirst = at === 0;
  if (!isFirst && bytes[at - 1] !== LF) return null;
  const hasCr = !isFirst && bytes[at - 2] === CR && !endsInLf;
  const start = isFirst ? 0 : at - (hasCr ? 2 : 1);
  const isLast = bytes[at + length] === DASH && bytes[at + length + 1] === DASH;
  const textEnd = at + length + (isLast ? 2 : 0);
  let end = textEnd;
  while (bytes[end] === SPACE || bytes[end] === TAB) end += 1;
  const isCrlf = bytes[end] === CR && bytes[end + 1] === LF;
  if (!isCrlf && bytes[end] !== LF && !isLast) return null;
  const isPlain = (isFirst || hasCr) && (isLast || (isCrlf && end === textEnd));
  return { start, end: end + (isCrlf ? 2 : 1), isLast, isPlain };
}

/** Where a part's header ends and its content begins; null for a part without an empty line. */
function splitHeader(part: Buffer): [headerEnd: number, contentStart: number] | null {
  if (part[0] === LF) return [0, 1];
  if (part[0] === CR && part[1] === LF) return [0, 2];
  for (let at = part.indexOf(LF); at !== -1; at = part.indexOf(LF, at + 1)) {
    const next = part[at + 1] === CR ? at + 2 : at + 1;
    if (part[next] === LF) return [part[at - 1] === CR ? at - 1 : at, next + 1];
  }
  return null;
}

function hasPlainHeader(part: Buffer): boolean {
  const found = splitHeader(part);
  return found === null || !/(?<!\r)\n/.test(part.toString('latin1', 0, found[1]));
}

function rewriteHeader(part: Buffer): Buffer[] {
  const found = splitHeader(part);
  if (!found) return [part];
  const [headerEnd, contentStart] = found;
  const header = part.toString('latin1', 0, headerEnd).replace(/\r?\n/g, '\r\n');
  return [Buffer.from(header, 'latin1'), CRLF, CRLF, part.subarray(contentStart)];
}
