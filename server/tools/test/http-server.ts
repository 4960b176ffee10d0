import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TestHttpServer = {
  /** "http://127.0.0.1:<port>" */
  url: string;
  port: number;
  /** The received requests in order, each added when its body was read. */
  received: ReceivedRequest[];
  close(): Promise<void>;
};

export type ReceivedRequest = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
};

export type Handler = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

/** Opens a real HTTP server on this machine, answering by `handle`. */
export async function openTestHttpServer(handle: Handler, host = '127.0.0.1'): Promise<TestHttpServer> {
  const received: ReceivedRequest[] = [];
  const listener: RequestListener = async (request, response) => {
    const body = await readBody(request);
    if (body === null) return;
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    received.push(one);
    await handle(one, response);
  };
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const shown = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${port}`, port, received, close };
}

// Null where the caller broke off, as one does that is killed: nothing was received then.
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch (error) {
    if (request.readableAborted) return null;
    throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
