import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startError } from '@/server/shared/start-error';
import { deferContinue } from '../body/deferred-continue';
import { completeHeaders, toFixedHeaders } from '../response/response-headers';
import { answerConnectionErrors, type OpenResponses } from './connection-errors';
import { createUpgradeFilter } from './upgrade-filter';

export type Address = { host: string; port: number };

export type OpenServer = {
  server: Server;
  /** From now on every response closes its connection, so that clients connect to another process. */
  drain: () => void;
  /** Drains, accepts no more connections, waits at most `graceMs` for running requests, then closes the connections. */
  close: (graceMs: number) => Promise<void>;
};

// Slow requests hold memory. These limits end when a request is complete.
const HEADERS_MS = 30_000;
const REQUEST_MS = 120_000;
// Longer than clients and balancers keep idle connections (usually 60 s). If the server closed first, a request could
// meet a connection that was just closed.
const IDLE_MS = 75_000;

// Connections that wait to be accepted; a client beyond them retries after a second or more. Systems have a limit of their
// own (Linux: net.core.somaxconn, 4,096).
const BACKLOG = 4_096;

/** The time to wait for a port in use, for example by a process that is ending. */
export type PortWait = { forMs: number; signal?: AbortSignal };

export const PORT_WAIT_MS = 5_000;

const TRY_EVERY_MS = 250;

export type ServerOptions = {
  /** The path prefix of upgrades; by default there are none. */
  upgradesUnder?: string | undefined;
  /** The public URL, which decides the headers for browsers. */
  publicUrl?: string | undefined;
  /** The time to wait for a port in use; default: none. */
  portWait?: PortWait;
};

/** Listens for HTTP; throws a start error when the port is in use or the address is not local. */
export async function openServer(
  listener: RequestListener,
  address: Address,
  { upgradesUnder, publicUrl, portWait = { forMs: 0 } }: ServerOptions = {},
): Promise<OpenServer> {
  const timeouts = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: IDLE_MS };
  const headers = toFixedHeaders(publicUrl);
  const { DrainingResponse, drain, responses } = makeDrainingResponse(headers);
  const messages = upgradesUnder === undefined ? {} : { IncomingMessage: createUpgradeFilter(upgradesUnder) };
  const server = createServer({ ...timeouts, ...messages, ServerResponse: DrainingResponse }, listener);
  answerConnectionErrors(server, responses, headers);
  server.on('checkContinue', (request, response) => {
    deferContinue(request, response);
    listener(request, response);
  });
  await listenWithRetries(server, address, portWait);
  const close = (graceMs: number): Promise<void> => {
    drain();
    return closeServer(server, graceMs);
  };
  return { server, drain, close };
}

// Closing an idle connection can meet a request on its way, and the client cannot tell whether it was processed. A
// connection whose end was announced in a response is safe to close.
function makeDrainingResponse(headers: Readonly<Record<string, string>>) {
  let isDraining = false;
  const fixed = Object.entries(headers);
  const responses: OpenResponses = new WeakMap();
  class DrainingResponse extends ServerResponse {
    constructor(...given: ConstructorParameters<typeof ServerResponse>) {
      super(...given);
      for (const [name, value] of fixed) this.setHeader(name, value);
    }

    override assignSocket(socket: Socket): void {
      super.assignSocket(socket);
      responses.set(socket, this);
    }

    override writeHead(...args: unknown[]): this {
      if (isDraining) this.shouldKeepAlive = false;
      completeHeaders(this);
      return Reflect.apply(super.writeHead, this, args) as this;
    }
  }
  const drain = (): void => {
    isDraining = true;
  };
  return { DrainingResponse, drain, responses };
}

/** Throws the start error of `openServer` before the rest of the start is done. */
export async function requireFreePort(address: Address, portWait: PortWait): Promise<void> {
  const server = createServer();
  await listenWithRetries(server, address, portWait);
  await new Promise((resolve) => server.close(resolve));
}

async function listenWithRetries(server: Server, address: Address, portWait: PortWait): Promise<void> {
  const deadline = performance.now() + portWait.forMs;
  for (;;) {
    const error = await listen(server, address);
    if (!error) return;
    if (error.code !== 'EADDRINUSE' || performance.now() > deadline) throw explain(error, address);
    await pause(TRY_EVERY_MS, undefined, { signal: portWait.signal });
  }
}

function listen(server: Server, { host, port }: Address): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, BACKLOG, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
}

function explain(error: NodeJS.ErrnoException, { host, port }: Address): Error {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program; stop it, or start on another port: PORT=${port + 1} npm start`,
    EACCES: `This account may not listen on port ${port}; start on another port: PORT=3000 npm start`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; set HOST to one that is.`,
    ENOTFOUND: `${host} is not an address of this machine; set HOST to one that is.`,
  };
  return startError(
    sentences[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.message}`,
    error,
  );
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<true>((resolve) => server.close(() => resolve(true)));
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline) {
    // A kept-alive connection is idle only after its last response was written.
    server.closeIdleConnections();
    if (await Promise.race([closed, pause(50, false)])) return;
  }
  server.closeAllConnections();
  await closed;
}
