/*
 * The only way to call hosts that authors name.
 *
 * outbound/public-only  Only public addresses are called, by name or as literals, except those on the allow list.
 * outbound/no-redirect  A redirect is a result and is not followed: it could lead past the guard.
 * outbound/bounded      Time and size are bounded: the whole call by its timeout, the body by `maxBytes`.
 * outbound/no-throw     It does not throw: a failure is a result.
 */
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { Json } from '@/server/engine/json';
import type { EffectError, HttpRequest, HttpResult } from '@/server/engine/protocol';
import { type AllowRule, findAddressDefect, isHostAllowed, parseUrl, toHost } from './address-guard';
import { BlockedAddressError, createGuardedLookup, type Resolve } from './guarded-lookup';
import { readBody, readBytes, readExcerpt, TooLargeError } from './http-body';
import { toSentHeaders } from './http-headers';

type Failed = { type: 'error'; error: Omit<EffectError, 'attempts' | 'response'> };

export type HttpAttempt = { type: 'result'; result: Omit<HttpResult, 'attempts'> } | Failed;

/** The result of a call with the body as bytes. */
type BytesAttempt =
  | { type: 'result'; result: Omit<HttpResult, 'attempts' | 'body'> & { body: Uint8Array } }
  | Failed;

/** `host` is the URL's host and port; `reason` completes "It was not called: ". */
type AddressCheck = { ok: true } | { ok: false; host: string; reason: string };

export type HttpClient = {
  /** Makes one attempt. Codes of errors: blocked, timeout, network, too_large. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAttempt>;
  /** Makes one attempt and reads only the first `keepBytes` of the body as text, whatever its size and type. */
  sendForExcerpt(request: HttpRequest, keepBytes: number, signal?: AbortSignal): Promise<HttpAttempt>;
  /** Makes one attempt and reads the body as bytes, at most `maxBytes`. */
  sendForBytes(request: HttpRequest, maxBytes: number, signal?: AbortSignal): Promise<BytesAttempt>;
  /**
   * Whether a URL may be called (outbound/public-only), without calling it; a name that cannot be resolved now passes.
   */
  check(url: string): Promise<AddressCheck>;
  /** Closes the kept-alive connections. */
  close(): Promise<void>;
};

export type HttpClientOptions = {
  allow: readonly AllowRule[];
  /** The largest body in bytes; default: 1 MB. */
  maxBytes?: number;
  /** Resolves names; default: the system's resolver. */
  resolve?: Resolve;
};

const LOOKUP_MS = 3_000;

type Agents = { guarded: Agent; open: Agent };
type ReadBody<Body> = (body: AsyncIterable<Uint8Array>, headers: Record<string, string>) => Promise<Body>;

/** Creates the guarded client; it reads no proxy or other setting from the environment. */
export function createHttpClient({ allow, maxBytes = 1_000_000, resolve }: HttpClientOptions): HttpClient {
  const lookup = createGuardedLookup(allow, resolve);
  const agents: Agents = {
    guarded: new Agent({ connect: { lookup, timeout: 10_000 } }),
    open: new Agent({ connect: { timeout: 10_000 } }),
  };

  async function attempt<Body>(call: HttpRequest, read: ReadBody<Body>, signal?: AbortSignal) {
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    const timeout = AbortSignal.timeout(call.timeoutMs);
    try {
      const url = toTarget(allow, call.url);
      const agent = isHostAllowed(allow, toHost(url.hostname), portOf(url)) ? agents.open : agents.guarded;
      const stop = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const result = await sendRequest(agent, url, call, stop, read);
      return { type: 'result' as const, result: { ...result, durationMs: durationMs() } };
    } catch (error) {
      const failure = timeout.aborted ? toTimeout(call) : toFailure(error, call.url);
      return { type: 'error' as const, error: { ...failure, durationMs: durationMs() } };
    }
  }

  const send: HttpClient['send'] = (call, signal) =>
    attempt(call, (body, headers) => readBody(body, headers, maxBytes), signal);
  const sendForExcerpt: HttpClient['sendForExcerpt'] = (call, keepBytes, signal) =>
    attempt<Json>(call, (body) => readExcerpt(body, keepBytes), signal);
  const sendForBytes: HttpClient['sendForBytes'] = (call, most, signal) =>
    attempt(call, (body, headers) => readBytes(body, headers, most), signal);

  async function check(text: string): Promise<AddressCheck> {
    try {
      const url = toTarget(allow, text);
      const host = toHost(url.hostname);
      if (!isHostAllowed(allow, host, portOf(url)) && !isLiteral(host)) await lookUp(lookup, host);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof BlockedAddressError)) return { ok: true };
      return { ok: false, host: hostOf(text), reason: error.reason };
    }
  }

  const close = async () => {
    await Promise.all([agents.guarded.close(), agents.open.close()]);
  };
  return { send, sendForExcerpt, sendForBytes, check, close };
}

async function sendRequest<Body>(
  agent: Agent,
  url: URL,
  call: HttpRequest,
  signal: AbortSignal,
  read: ReadBody<Body>,
) {
  const response = await request(url, {
    dispatcher: agent,
    method: call.method,
    headers: toSentHeaders(call.headers),
    body: call.body,
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );
  return { status: response.statusCode, headers, body: await read(response.body, headers) };
}

/** Resolves a name, and rejects as the look-up does; gives up after 3 s, because the call will resolve it again. */
function lookUp(lookup: LookupFunction, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, LOOKUP_MS);
    lookup(host, { all: true }, (error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Parses the URL, and refuses literal addresses, which no look-up sees. */
function toTarget(allow: readonly AllowRule[], text: string): URL {
  const url = parseUrl(text);
  if (!url) throw new BlockedAddressError('it is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BlockedAddressError('only http and https are called');
  }
  if (url.username || url.password)
    throw new BlockedAddressError('a URL with a user name or password is not called');
  const host = toHost(url.hostname);
  if (isHostAllowed(allow, host, portOf(url)) || !isLiteral(host)) return url;
  const defect = findAddressDefect(allow, host);
  if (defect) throw new BlockedAddressError(`${host} ${defect}`);
  return url;
}

function isLiteral(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

type Failure = { code: string; message: string };

function toTimeout(call: HttpRequest): Failure {
  return { code: 'timeout', message: `${hostOf(call.url)} did not answer within ${call.timeoutMs} ms.` };
}

function toFailure(error: unknown, url: string): Failure {
  const cause = rootOf(error);
  if (cause instanceof BlockedAddressError) {
    return { code: 'blocked', message: `${hostOf(url)} was not called: ${cause.reason}.` };
  }
  if (cause instanceof TooLargeError)
    return { code: 'too_large', message: `${hostOf(url)} answered ${cause.message}.` };
  return { code: 'network', message: `${hostOf(url)} could not be called: ${explainNetwork(cause)}.` };
}

// Messages of the system and the driver contain addresses and ports, so codes are explained here.
const NETWORK_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it ended the connection',
  EPIPE: 'it ended the connection',
  UND_ERR_SOCKET: 'it ended the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  EPROTO: 'it does not speak TLS as expected',
};
const IN_CERTIFICATE = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;
const IN_ANSWER = /^HPE_/;

function explainNetwork(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (IN_CERTIFICATE.test(code)) return `its certificate is not accepted (${code})`;
  if (IN_ANSWER.test(code)) return 'its answer is not HTTP';
  return NETWORK_REASONS[code] ?? 'the connection failed';
}

/** The original error behind an AggregateError or a wrapper. */
function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

function hostOf(url: string): string {
  return parseUrl(url)?.host || 'The address';
}
