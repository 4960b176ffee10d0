import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * A minimal load balancer.
 * balancer/ready-only: it polls each server's readiness and sends requests only to ready servers.
 * balancer/sends-once: it sends a request once; a failure is 502, no ready server is 503.
 */

export type Balancer = {
  url: string;
  /** Adds a server and waits until it is ready. */
  add(baseUrl: string): Promise<void>;
  /** Removes a server; returns the number of requests sent to it. */
  remove(baseUrl: string): number;
  /** Connection errors, each with the server's address. */
  problems: readonly string[];
  close(): Promise<void>;
};

type Backend = {
  baseUrl: string;
  agent: Agent;
  isReady: boolean;
  misses: number;
  sent: number;
  stop(): void;
};

/** Poll interval and poll timeout in milliseconds. */
const EVERY_MS = 250;
const ANSWER_LIMIT_MS = 2_000;
/**
 * Consecutive failed polls before a server gets no more requests. A server caches one probe of its
 * database for a second, so fewer failures could stem from one slow probe.
 */
const FALL = 6;
const READY_LIMIT_MS = 20_000;
/** Hop-by-hop headers. */
const OF_A_CONNECTION = ['connection', 'keep-alive'];

/** Opens a balancer on a local port. */
export async function openBalancer(): Promise<Balancer> {
  const backends: Backend[] = [];
  const problems: string[] = [];
  let turn = 0;
  const server = createServer((near, answer) => {
    const ready = backends.filter(({ isReady }) => isReady);
    turn += 1;
    const backend = ready[turn % ready.length];
    if (backend) return forward(backend, near, answer, problems);
    problems.push('no server was ready');
    answer.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const remove = (baseUrl: string): number => {
    const index = backends.findIndex((backend) => backend.baseUrl === baseUrl);
    const [removed] = index < 0 ? [] : backends.splice(index, 1);
    removed?.stop();
    return removed?.sent ?? 0;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    problems,
    add: async (baseUrl) => {
      const backend = openBackend(baseUrl);
      backends.push(backend);
      await waitUntilReady(backend);
    },
    remove,
    close: async () => {
      for (const { baseUrl } of [...backends]) remove(baseUrl);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function openBackend(baseUrl: string): Backend {
  let isAsking = false;
  const look = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    backend.misses = (await saysReady(baseUrl)) ? 0 : backend.misses + 1;
    backend.isReady = backend.misses === 0 || (backend.isReady && backend.misses < FALL);
    isAsking = false;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  const agent = new Agent({ keepAlive: true });
  const stop = (): void => {
    clearInterval(timer);
    agent.destroy();
  };
  const backend: Backend = { baseUrl, agent, isReady: false, misses: 0, sent: 0, stop };
  void look();
  return backend;
}

async function saysReady(baseUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${baseUrl}/api/ready`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function waitUntilReady(backend: Backend): Promise<void> {
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!backend.isReady) {
    if (Date.now() > deadline) throw new Error(`${backend.baseUrl} does not get ready`);
    await pause(EVERY_MS / 10);
  }
}

function forward(backend: Backend, near: IncomingMessage, answer: ServerResponse, problems: string[]): void {
  const { baseUrl, agent } = backend;
  backend.sent += 1;
  const fail = (error: Error): void => {
    problems.push(`${near.method} ${near.url} at ${baseUrl}: ${error.message}`);
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  };
  const options = { agent, method: near.method, headers: withoutConnection(near.headers) };
  const far = request(`${baseUrl}${near.url}`, options, (response) => {
    answer.writeHead(response.statusCode ?? 502, withoutConnection(response.headers));
    response.once('error', fail).pipe(answer);
  });
  far.once('error', fail);
  near.pipe(far);
}

function withoutConnection(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.includes(name)));
}
