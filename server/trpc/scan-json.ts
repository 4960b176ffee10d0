import { domainError } from '@/server/shared/errors';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENINGS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSINGS: ReadonlySet<number> = new Set([0x5d, 0x7d]);

export type JsonBounds = { maxDepth: number; maxValues: number };

/**
 * Scans a text as JSON without building it: throws invalid_request when it nests too deep, and limit_exceeded when it
 * holds too many values. It need not be valid JSON.
 */
export function requireBoundedJson(text: string, { maxDepth, maxValues }: JsonBounds): void {
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === QUOTE) index = findEndOfString(text, index);
    else if (CLOSINGS.has(char)) depth -= 1;
    else if (char === COMMA) values += 1;
    else if (OPENINGS.has(char)) {
      depth += 1;
      values += 1;
      if (depth > maxDepth) throw tooDeep(maxDepth);
    }
    if (values > maxValues) throw domainError('limit_exceeded', { limit: 'values', max: maxValues });
  }
}

function findEndOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === QUOTE) return index;
    if (char === BACKSLASH) index += 1;
  }
  return text.length;
}

function tooDeep(maxDepth: number): Error {
  const message = `This is nested deeper than ${maxDepth} levels.`;
  return domainError('invalid_request', { issues: [{ path: [], message }] });
}
