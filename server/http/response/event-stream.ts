import type { StreamResponse } from './response';

/** One server-sent event; `data` is sent as one line of JSON. One without an id is not the last event that a client has seen. */
export type ServerSentEvent = { id?: string; event: string; data: object };

export type EventStreamOptions = {
  heartbeatMs: number;
  /** Called once, however the stream ends. */
  onClose: () => void;
  /** Receives the error that ended the events; a client that reconnects continues after the last event. */
  onError: (error: unknown) => void;
};

type Next = IteratorResult<ServerSentEvent> | null;

const encoder = new TextEncoder();
const OPENING = encoder.encode('retry: 2000\n\n');
const HEARTBEAT = encoder.encode(': still here\n\n');

/** Streams events, with a comment after every `heartbeatMs` without one. */
export function toEventStream(
  events: AsyncIterable<ServerSentEvent>,
  { heartbeatMs, onClose, onError }: EventStreamOptions,
): StreamResponse & { status: 200 } {
  const iterator = events[Symbol.asyncIterator]();
  let pending: Promise<Next> | null = null;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    onClose();
  };
  const take = async (): Promise<Next> => {
    pending ??= iterator.next();
    const next = await withTimeout(pending, heartbeatMs);
    if (next) pending = null;
    return next;
  };
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(OPENING),
    async pull(controller) {
      try {
        const next = await take();
        if (closed) return;
        if (!next?.done) return controller.enqueue(next ? encoder.encode(format(next.value)) : HEARTBEAT);
      } catch (error) {
        onError(error);
      }
      close();
      controller.close();
    },
    cancel: close,
  });
  return {
    status: 200,
    stream,
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
  };
}

async function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, null);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function format({ id, event, data }: ServerSentEvent): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
