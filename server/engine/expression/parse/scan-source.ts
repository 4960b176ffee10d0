/** The bracket depth, the number of operator characters, and the end of a source. */
export type SourceScan = { depth: number; operators: number; end: number; closed: boolean };

const OPERATORS = new Set('!~+-*/%=<>?&|^');
const QUOTES = new Set(['"', "'"]);
const CLOSERS: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const TEMPLATE = '`';

/**
 * Scans an expression once and skips strings, template literals and comments. With `untilBraces` it ends at
 * the `}}` that closes no bracket of the expression, else at the end of the source.
 */
export function scanSource(source: string, untilBraces: boolean): SourceScan {
  const scan: SourceScan = { depth: 0, operators: 0, end: 0, closed: false };
  const open: string[] = [];
  while (scan.end < source.length) {
    const char = source.charAt(scan.end);
    if (untilBraces && open.length === 0 && source.startsWith('}}', scan.end))
      return { ...scan, closed: true };
    if (open.at(-1) === TEMPLATE) scan.end = stepInTemplate(source, scan.end, open);
    else if (QUOTES.has(char)) scan.end = skipText(source, scan.end);
    else if (char === '/') scan.end = skipComment(source, scan.end, scan);
    else scan.end = stepInCode(char, scan, open);
    scan.depth = Math.max(scan.depth, open.length);
  }
  return scan;
}

function stepInCode(char: string, scan: SourceScan, open: string[]): number {
  const closer = CLOSERS[char];
  if (closer) open.push(closer);
  else if (char === TEMPLATE) open.push(TEMPLATE);
  else if (char === open.at(-1)) open.pop();
  else if (OPERATORS.has(char)) scan.operators++;
  return scan.end + 1;
}

function stepInTemplate(source: string, at: number, open: string[]): number {
  const char = source.charAt(at);
  if (char === '\\') return at + 2;
  if (char === TEMPLATE) open.pop();
  if (!source.startsWith('${', at)) return at + 1;
  open.push('}');
  return at + 2;
}

function skipText(source: string, at: number): number {
  const quote = source.charAt(at);
  let index = at + 1;
  while (index < source.length && source.charAt(index) !== quote) {
    if (source.charAt(index) === '\n') return index;
    index += source.charAt(index) === '\\' ? 2 : 1;
  }
  return index + 1;
}

function skipComment(source: string, at: number, scan: SourceScan): number {
  const next = source.charAt(at + 1);
  if (next === '*') {
    const end = source.indexOf('*/', at + 2);
    return end < 0 ? source.length : end + 2;
  }
  if (next === '/') {
    const end = source.indexOf('\n', at);
    return end < 0 ? source.length : end;
  }
  scan.operators++;
  return at + 1;
}
