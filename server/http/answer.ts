/** What a handler answers with; the kit adds the headers every answer carries. */
export type Answer = JsonAnswer | StreamAnswer | EmptyAnswer;

export type AnswerHeaders = Readonly<Record<string, string>>;

export type JsonAnswer = {
  status: number;
  body: object;
  headers?: AnswerHeaders;
  /** False for what a repeat of the request must not be answered with: an outcome that is still open, or a secret. */
  keep?: boolean;
};

export type StreamAnswer = { status: number; stream: ReadableStream<Uint8Array>; headers: AnswerHeaders };

export type EmptyAnswer = { status: number; headers?: AnswerHeaders };

/** An answer turned to the bytes that are sent, or kept for a repeat. */
export type RenderedAnswer = { status: number; headers: AnswerHeaders; text: string };

/** Serialises a JSON answer once, so that what is kept and what is sent are the same bytes. */
export function renderAnswer({ status, body, headers }: JsonAnswer): RenderedAnswer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, text: JSON.stringify(body) };
}

/** Builds the response, its headers added to those of the exchange, which the Node mount sends without copying. */
export function toResponse(
  answer: Answer | RenderedAnswer,
  headers: Record<string, string>,
  ResponseClass: typeof Response,
): Response {
  const shown = 'body' in answer ? renderAnswer(answer) : answer;
  const init = { status: shown.status, headers: Object.assign(headers, shown.headers) };
  return new ResponseClass(payloadOf(shown), init);
}

function payloadOf(
  shown: StreamAnswer | EmptyAnswer | RenderedAnswer,
): string | ReadableStream<Uint8Array> | null {
  if ('text' in shown) return shown.text;
  return 'stream' in shown ? shown.stream : null;
}
