/*
 * The only way to call hosts that authors name.
 *
 * outbound/public-only  Only public addresses are called, by name or as literals, except those on the allow list.
 * outbound/no-redirect  A redirect is a result, unless the call follows redirects; then every hop passes the guard.
 * outbound/bounded      Time and size are bounded: the whole call by its timeout, the body by `maxBytes`.
 * outbound/no-throw     It does not throw: a failure is a result.
 * outbound/says-if-sent A failure says whether the request may have reached the server, and has the status and headers of a
 *                       response whose body failed.
 */
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { Json } from '@/server/engine/json';
import type { EffectError, HttpRequest, HttpResult } from '@/server/engine/protocol';
import { type AllowRule, isHostAllowed, toHost } from './address-guard';
import { BlockedAddressError, createGuardedLookup, type Resolve } from './guarded-lookup';
import { readBody, readBytes, readExcerpt } from './http-body';
import { hostOf, toFailure, toTimeout } from './http-failure';
import { isLiteral, portOf, toTarget } from './http-target';
import { createConnector } from './interim-responses';
import { type Progress, type ReadBody, sendRequest } from './send-request';

/** A failed attempt. `sent`: the server may have received the request. `response` has no body (null). */
type Failed = {
  type: 'error';
  error: Omit<EffectError, 'attempts' | 'response'> & { response?: Omit<HttpResult, 'attempts'> };
  sent: boolean;
};

export type HttpAttempt = { type: 'result'; result: Omit<HttpResult, 'attempts'> } | Failed;

/** The result of a call with the body as bytes. */
type BytesAttempt =
  | { type: 'result'; result: Omit<HttpResult, 'attempts' | 'body'> & { body: Uint8Array } }
  | Failed;

/** `host` is the URL's host and port; `reason` completes "It was not called: ". */
type AddressCheck = { ok: true } | { ok: false; host: string; reason: string };

/** A request to send; `maxBytes` is the largest body of its response, below that of the client. */
export type OutboundRequest = HttpRequest & { maxBytes?: number };

/** Reads a body of at most `maxBytes`. */
export type ReadResponse = (
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
) => Promise<Json>;

export type HttpClient = {
  /**
   * Makes one attempt, and reads the body by `read`, by default as JSON or text. Codes of errors: blocked, timeout, network,
   * too_large, encoding, redirects.
   */
  send(request: OutboundRequest, signal?: AbortSignal, read?: ReadResponse): Promise<HttpAttempt>;
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

const CONNECT_MS = 10_000;
const LOOKUP_MS = 3_000;

type Agents = { guarded: Agent; open: Agent };

/** Creates the guarded client; it reads no proxy or other setting from the environment. */
export function createHttpClient({ allow, maxBytes = 1_000_000, resolve }: HttpClientOptions): HttpClient {
  const lookup = createGuardedLookup(allow, resolve);
  const agents: Agents = {
    guarded: new Agent({ connect: createConnector({ lookup, timeout: CONNECT_MS }) }),
    open: new Agent({ connect: createConnector({ timeout: CONNECT_MS }) }),
  };

  const connect = (text: string): Dispatcher => {
    const url = toTarget(allow, text);
    return isHostAllowed(allow, toHost(url.hostname), portOf(url)) ? agents.open : agents.guarded;
  };

  async function attempt<Body>(call: HttpRequest, read: ReadBody<Body>, given?: AbortSignal) {
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(call.timeoutMs);
    const signal = given ? AbortSignal.any([given, timeout]) : timeout;
    const progress: Progress = { url: call.url, sent: false, head: null };
    const durationMs = () => Math.round(performance.now() - startedAt);
    try {
      const result = await sendRequest(call, { connect, read, signal, progress });
      return { type: 'result' as const, result: { ...result, durationMs: durationMs() } };
    } catch (error) {
      const failure = timeout.aborted
        ? toTimeout(progress.url, call.timeoutMs)
        : toFailure(error, progress.url);
      return toFailed(failure, progress, durationMs());
    }
  }

  const send: HttpClient['send'] = (call, signal, read = readBody) =>
    attempt(
      call,
      (body, headers) => read(body, headers, Math.min(call.maxBytes ?? maxBytes, maxBytes)),
      signal,
    );
  const sendForExcerpt: HttpClient['sendForExcerpt'] = (call, keepBytes, signal) =>
    attempt<Json>(call, (body, headers) => readExcerpt(body, headers, keepBytes), signal);
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

function toFailed(
  failure: { code: string; message: string },
  { sent, head }: Progress,
  durationMs: number,
): Failed {
  const response = head && { ...head, body: null, durationMs };
  return { type: 'error', error: { ...failure, durationMs, ...(response && { response }) }, sent };
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
