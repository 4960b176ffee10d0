import { DIALECTS, type DialectName, ERROR_BODIES, PREFIXES } from '../support/dialects';
import type { Case } from './make-case';
import type { CaseAnswer } from './send-case';

/** The maximum response time. */
export const LIMIT_MS = 2_000;

// Node's parser refuses these before any dialect, in the words of the server.
const OF_HTTP_ITSELF = new Set([400, 408, 413, 417, 431]);
const MAY_BE_CUT = new Set(['ECONNRESET', 'EPIPE']);
const MANY_BYTES = 60_000;
/** The default messages of the schema parser, not "Unexpected number" of JSON; callers must get the product's own. */
const WORDS_OF_PARSER =
  /\bexpected (string|number|int|boolean|array|object|record)\b|\binvalid (input|option|string|key)\b/i;

/** Returns the fault of a response, or null. */
export function judgeAnswer(one: Case, answer: CaseAnswer): string | null {
  if (answer.ms > LIMIT_MS) return `took ${Math.round(answer.ms)} ms`;
  if (answer.type === 'cut') return judgeCut(one, answer.reason);
  const { status, headers, text } = answer;
  if (status >= 500) return `was answered ${status} ${text.slice(0, 300)}`;
  if (status < 400 || one.method === 'HEAD') return null;
  if (headers['x-request-id'] === undefined && OF_HTTP_ITSELF.has(status) && isOfServer(text)) return null;
  return judgeErrorBody(one, status, headers, text);
}

/** Whether a body is the server's own: {"error":{"code","message"}}, or none. */
function isOfServer(text: string): boolean {
  return text === '' || /^\{"error":\{"code":"[a-z_]+","message":"[^"]+"\}\}\s*$/.test(text);
}

// A refused body may end the connection before the response was read.
function judgeCut({ bytes }: Case, reason: string): string | null {
  const many = (bytes?.length ?? 0) > MANY_BYTES;
  return many && MAY_BE_CUT.has(reason) ? null : `was not answered: ${reason}`;
}

function judgeErrorBody(
  one: Case,
  status: number,
  headers: Record<string, unknown>,
  text: string,
): string | null {
  if (!String(headers['content-type']).startsWith('application/json'))
    return `was answered ${status} with ${headers['content-type']}: ${text.slice(0, 200)}`;
  const body = parse(text);
  const dialect = dialectOf(one.path);
  if (body === undefined) return `was answered ${status} with no JSON: ${text.slice(0, 200)}`;
  if (WORDS_OF_PARSER.test(text)) return `was answered in words of the parser: ${text.slice(0, 300)}`;
  if (dialect === null || ERROR_BODIES[dialect].safeParse(body).success) return null;
  return `was answered ${status} outside the schema of ${dialect}: ${text.slice(0, 300)}`;
}

// Dot segments can lead out of the dialect.
function dialectOf(path: string): DialectName | null {
  const normal = URL.canParse(path, 'http://x') ? new URL(path, 'http://x').pathname : path;
  return DIALECTS.find((name) => normal.startsWith(`${PREFIXES[name]}/`)) ?? null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
