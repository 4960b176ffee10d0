import { once } from 'node:events';
import { connect } from 'node:net';

/** A bare connection to a server. */
export type RawConnection = {
  write(text: string): void;
  /** All received data so far. */
  output(): string;
  isClosed(): boolean;
  /** Waits until the received data matches, the connection closes, or the time is over. */
  waitFor(pattern: RegExp, limitMs: number): Promise<void>;
  destroy(): void;
};

/** Connects; later errors appear as a closed connection. */
export async function openRawConnection(baseUrl: string): Promise<RawConnection> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let output = '';
  let closed = false;
  socket.on('data', (chunk) => {
    output += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.once('close', () => {
    closed = true;
  });
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  const waitFor = async (pattern: RegExp, limitMs: number): Promise<void> => {
    const limit = AbortSignal.timeout(Math.max(0, Math.ceil(limitMs)));
    while (!pattern.test(output) && !closed && !limit.aborted) {
      const { signal, ...next } = withAbort();
      const response = Promise.race([once(socket, 'data', { signal }), once(socket, 'close', { signal })]);
      await Promise.race([
        response.catch(() => undefined),
        once(limit, 'abort', { signal }).catch(() => undefined),
      ]);
      next.end();
    }
  };
  return {
    write: (text) => {
      if (!closed) socket.write(text, 'latin1');
    },
    output: () => output,
    isClosed: () => closed,
    waitFor,
    destroy: () => socket.destroy(),
  };
}

function withAbort(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, end: () => controller.abort() };
}
