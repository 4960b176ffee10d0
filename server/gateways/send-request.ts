import { type Dispatcher, request } from 'undici';
import type { HttpRequest } from '@/server/engine/protocol';
import { toSentHeaders } from './http-headers';
import { findRedirect } from './redirects';

/** How far a call has come. It is updated on the way, so that a failure can say what had happened. */
export type Progress = {
  /** The URL of the current request. */
  url: string;
  /** Whether a connection was there for a request, so that the server may have received it. */
  sent: boolean;
  /** Status and headers of the last response. */
  head: { status: number; headers: Record<string, string> } | null;
};

export type ReadBody<Body> = (
  body: AsyncIterable<Uint8Array>,
  headers: Record<string, string>,
) => Promise<Body>;

type Sending<Body> = {
  /** Checks a URL and chooses its connections; throws BlockedAddressError. */
  connect(url: string): Dispatcher;
  read: ReadBody<Body>;
  signal: AbortSignal;
  progress: Progress;
};

/** Sends a request and reads its response, through the redirects that the call allows. */
export async function sendRequest<Body>(call: HttpRequest, sending: Sending<Body>) {
  const { connect, read, signal, progress } = sending;
  let sent = call;
  for (let hops = 0; ; hops += 1) {
    progress.url = sent.url;
    const response = await request(sent.url, {
      dispatcher: noteSending(connect(sent.url), progress),
      method: sent.method,
      headers: toSentHeaders(sent.headers),
      body: sent.body,
      signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const head = { status: response.statusCode, headers: toHeaders(response.headers) };
    progress.head = head;
    const next = findRedirect(sent, head, { hops, most: call.redirects ?? 0 });
    if (!next) {
      const body = await read(response.body, head.headers);
      return { ...head, body, ...(hops > 0 && { url: sent.url }) };
    }
    await response.body.dump();
    sent = next;
  }
}

function toHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : `${value}`,
    ]),
  );
}

/** Notes when a connection takes the request. Before that, nothing of it can have reached the server. */
function noteSending(dispatcher: Dispatcher, progress: Progress): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    const noted: Dispatcher.DispatchHandler = {
      onRequestStart: (...given) => {
        progress.sent = true;
        handler.onRequestStart?.(...given);
      },
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseStart: (...given) => handler.onResponseStart?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
    };
    return dispatch(options, noted);
  });
}
