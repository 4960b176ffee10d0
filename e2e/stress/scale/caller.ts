import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

type Answer = { status: number; body: string; retryAfter: string | undefined };
type Posting = { path: string; body: object; key?: string };

/** The outcome of a request that was retried. */
type Accepted = { answer: Answer; refusals: Answer[]; took: number };

export type Caller = {
  post(baseUrl: string, posting: Posting): Promise<Answer>;
  /** Repeats a request after each Retry-After until accepted; `took` is the last try's duration in milliseconds. */
  insist(baseUrl: string, posting: Posting): Promise<Accepted>;
  /** Sends DELETE and returns the status. */
  remove(baseUrl: string, path: string): Promise<number>;
  /** Opens a separate connection for an event stream. */
  follow(url: string, headers: Record<string, string>): Promise<IncomingMessage>;
  close(): void;
};

const REFUSED = [429, 503];
const MOST_TRIES = 60;

/** Calls with a key over `connections` connections. */
export function openCaller(apiKey: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 10_000 });
  const authorization = `Bearer ${apiKey}`;

  const post: Caller['post'] = async (baseUrl, { path, body, key }) => {
    const headers = {
      authorization,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const options = { method: 'POST', agent, headers };
    const response = await send(`${baseUrl}${path}`, options, JSON.stringify(body));
    const { statusCode: status = 0, headers: answerHeaders } = response;
    return { status, body: await text(response), retryAfter: answerHeaders['retry-after'] };
  };

  const insist: Caller['insist'] = async (baseUrl, posting) => {
    const refusals: Answer[] = [];
    for (;;) {
      const startedAt = performance.now();
      const answer = await post(baseUrl, posting);
      const took = performance.now() - startedAt;
      if (!REFUSED.includes(answer.status) || refusals.length >= MOST_TRIES)
        return { answer, refusals, took };
      refusals.push(answer);
      await pause(Number(answer.retryAfter ?? 1) * 1_000);
    }
  };

  const follow: Caller['follow'] = (url, headers) =>
    send(url, { agent: false, headers: { authorization, accept: 'text/event-stream', ...headers } });

  const remove: Caller['remove'] = async (baseUrl, path) => {
    const response = await send(`${baseUrl}${path}`, { method: 'DELETE', agent, headers: { authorization } });
    await text(response);
    return response.statusCode ?? 0;
  };

  return { post, insist, remove, follow, close: () => agent.destroy() };
}

type Options = Parameters<typeof request>[1];

function send(url: string, options: Options, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
}

/** Runs `work` for each item, `atOnce` at a time. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const todo = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of todo) await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
