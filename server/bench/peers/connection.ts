import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/*
 * A keep-alive connection that sends one request at a time. It does the least that HTTP/1.1 needs, because the load
 * shares the machine with the servers that it measures.
 */

type Response = { status: number; body: string };

export type Connection = { ask(request: string): Promise<Response>; isOpen(): boolean; close(): void };

type Waiting = { resolve: (response: Response) => void; reject: (error: Error) => void };

const HEAD_END = '\r\n\r\n';

/** Connects to a server on this machine; bodies are read as Latin-1, one character for each byte. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.setEncoding('latin1');
  return listen(socket);
}

function listen(socket: Socket): Connection {
  let received = '';
  let waiting: Waiting | null = null;
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = null;
    socket.destroy();
  };
  socket.on('data', (chunk: string) => {
    received = received === '' ? chunk : received + chunk;
    try {
      const response = parseResponse(received);
      if (!response) return;
      received = '';
      waiting?.resolve(response);
      waiting = null;
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.writable) socket.write(request);
        else fail(new Error('the connection is closed'));
      }),
    isOpen: () => socket.writable,
    close: () => socket.destroy(),
  };
}

/** Null until the response is complete. */
function parseResponse(received: string): Response | null {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received)?.[1];
  if (length === undefined) throw new Error('a response has no content-length');
  const bodyAt = headEnd + HEAD_END.length;
  if (received.length < bodyAt + Number(length)) return null;
  return { status: Number(received.slice(9, 12)), body: received.slice(bodyAt) };
}
