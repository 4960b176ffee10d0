/** What a handler answers with; the kit adds the headers every answer carries. */
export type EndpointResponse = JsonResponse | StreamResponse | EmptyResponse;

export type ResponseHeaders = Readonly<Record<string, string>>;

export type JsonResponse = {
  status: number;
  body: object;
  headers?: ResponseHeaders;
  /** False for what a repeat of the request must not be answered with: an outcome that is still open, or a secret. */
  keep?: boolean;
};

export type StreamResponse = { status: number; stream: ReadableStream<Uint8Array>; headers: ResponseHeaders };

export type EmptyResponse = { status: number; headers?: ResponseHeaders };

/** An answer turned to the bytes that are sent, or kept for a repeat. */
export type RenderedResponse = { status: number; headers: ResponseHeaders; text: string };

/** Serialises a JSON answer once, so that what is kept and what is sent are the same bytes. */
export function renderResponse({ status, body, headers }: JsonResponse): RenderedResponse {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, text: JSON.stringify(body) };
}

/** Builds the response. Its headers are added to those of the request's context, which the Node adapter sends without copying. */
export function toResponse(
  answer: EndpointResponse | RenderedResponse,
  headers: Record<string, string>,
  ResponseClass: typeof Response,
): Response {
  const shown = 'body' in answer ? renderResponse(answer) : answer;
  const init = { status: shown.status, headers: Object.assign(headers, shown.headers) };
  return new ResponseClass(payloadOf(shown), init);
}

function payloadOf(
  shown: StreamResponse | EmptyResponse | RenderedResponse,
): string | ReadableStream<Uint8Array> | null {
  if ('text' in shown) return shown.text;
  return 'stream' in shown ? shown.stream : null;
}
