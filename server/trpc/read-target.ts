import { domainError } from '@/server/shared/errors';
import { requireBoundedJson } from './scan-json';

/*
 * input/bounded-before-parsed  The text of an input is bounded in bytes, nesting and number of values before it is parsed, in
 *                              the URL and in the body.
 * input/nothing-else           tRPC receives the procedures, the input and the id of the last event, and nothing else of the
 *                              request: no other content type, no headers, no connection parameters.
 */

/** The parsed target of a request. */
export type Target = {
  method: 'GET' | 'POST';
  /** One path, or those of a batch. */
  paths: string[];
  isBatch: boolean;
  /** The input in the URL; a body is read later. */
  input: string | null;
  lastEventId: string | null;
};

export const ENDPOINT = '/api/trpc';
/** The most calls in one batch. */
export const MAX_CALLS = 20;
/** The longest URL in bytes: more than twice the console's longest. */
const MAX_ADDRESS_BYTES = 8_192;

const ORIGIN = 'http://console';
const LAST_EVENT_ID = ['lastEventId', 'Last-Event-Id'] as const;
const METHODS = ['GET', 'POST'] as const;
// Rows hold 64 levels; a batch wraps each input in one more.
const BOUNDS = { maxDepth: 66, maxValues: 250_000 };

/** Parses the target of a request; throws method_not_allowed, body_too_large, limit_exceeded, invalid_request. */
export function readTarget(request: Request): Target {
  const method = METHODS.find((allowed) => allowed === request.method);
  if (!method) throw domainError('method_not_allowed', { allowed: [...METHODS] });
  const { pathname, search, searchParams } = new URL(request.url);
  if (pathname.length + search.length > MAX_ADDRESS_BYTES)
    throw domainError('body_too_large', { maxBytes: MAX_ADDRESS_BYTES });
  if (searchParams.has('connectionParams')) throw invalid('The console takes no connection parameters.');
  const isBatch = searchParams.get('batch') === '1';
  const path = decodePath(pathname.slice(ENDPOINT.length + 1));
  const paths = isBatch ? path.split(',') : [path];
  if (paths.length > MAX_CALLS)
    throw domainError('limit_exceeded', {
      limit: 'calls in one request',
      max: MAX_CALLS,
      actual: paths.length,
    });
  const input = method === 'GET' ? searchParams.get('input') : null;
  if (input !== null) requireBoundedJson(input, BOUNDS);
  return { method, paths, isBatch, input, lastEventId: readLastEventId(request.headers, searchParams) };
}

/** Decodes a body and checks its bounds; throws malformed_json for invalid UTF-8, and like `readTarget`. */
export function decodeInput(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  requireBoundedJson(text, BOUNDS);
  return text;
}

/** The request that tRPC receives. */
export function toPlainRequest(target: Target, body: string | null, signal: AbortSignal): Request {
  const { method, paths, isBatch, input, lastEventId } = target;
  const url = new URL(`${ENDPOINT}/${encodeURIComponent(paths.join(','))}`, ORIGIN);
  if (isBatch) url.searchParams.set('batch', '1');
  if (input !== null) url.searchParams.set('input', input);
  if (lastEventId !== null) url.searchParams.set('lastEventId', lastEventId);
  return new Request(url, { method, signal, headers: { 'content-type': 'application/json' }, body });
}

function readLastEventId(headers: Headers, params: URLSearchParams): string | null {
  const id = headers.get('last-event-id') ?? params.get(LAST_EVENT_ID[0]) ?? params.get(LAST_EVENT_ID[1]);
  return id === '' ? null : id;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid('The address cannot be read.');
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw domainError('malformed_json', { reason: 'the body is not valid UTF-8' });
  }
}

function invalid(message: string): Error {
  return domainError('invalid_request', { issues: [{ path: [], message }] });
}
