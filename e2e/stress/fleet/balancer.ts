import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * What every balancer does, and no more.
 * L1 It asks each of its servers again and again whether it is ready, and sends requests only to those that said so.
 * L2 It sends a request once: when that fails, the caller gets 502, and when no server is ready, 503.
 */

export type Balancer = {
  url: string;
  /** Takes a server on and waits until it is ready. */
  add(baseUrl: string): Promise<void>;
  /** Forgets a server; returns how many requests it was sent. */
  remove(baseUrl: string): number;
  /** What went wrong on the way to a server, each with its address. */
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

/** In milliseconds: how often it asks, and how long it waits for the answer. */
const EVERY_MS = 250;
const ANSWER_LIMIT_MS = 2_000;
/**
 * How many answers in a row may be missing or bad before it sends nothing more there. A server tells what one look at its
 * database came to for a second, so fewer than these may all be of one look that a busy machine made late.
 */
const FALL = 6;
const READY_LIMIT_MS = 20_000;
/** What belongs to one connection and is not passed on. */
const OF_A_CONNECTION = ['connection', 'keep-alive'];

/** Opens one on a port of this machine. */
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
