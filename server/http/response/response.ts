/** The response of a handler; the headers of every response are added later. */
export type EndpointResponse = JsonResponse | StreamResponse | EmptyResponse;

export type ResponseHeaders = Readonly<Record<string, string>>;

export type JsonResponse = {
  status: number;
  body: object;
  headers?: ResponseHeaders;
  /** False for a response that repeats must not get: one that is not final, or holds a secret. */
  keep?: boolean;
  /** Whether the JSON is written with line breaks and indentation, as a file that people read. */
  pretty?: boolean;
};

export type StreamResponse = { status: number; stream: ReadableStream<Uint8Array>; headers: ResponseHeaders };

export type EmptyResponse = { status: number; headers?: ResponseHeaders };

/** A response as the bytes that are sent or stored for repeats. */
export type RenderedResponse = { status: number; headers: ResponseHeaders; text: string };

/** Serializes a JSON response once, so that the stored and the sent bytes are the same. */
export function renderResponse({ status, body, headers, pretty }: JsonResponse): RenderedResponse {
  const text = pretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body);
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, text };
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
