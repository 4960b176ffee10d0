/*
 * Puts a load on a server from its own program, so that its cost is measured separately. It reports "ready", receives the load,
 * reports "begun", and returns the outcomes after its time or after "stop".
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { type Connections, openConnections } from './connections';
import type { Answer, LoadOrders, LoadReport, Planned } from './load';

const TICK_MS = 4;
const SHOWN_CHARS = 200;
const REFUSALS = new Set([429, 503]);

type Sender = { ways: ReadonlyMap<string, Connections>; requests: readonly Planned[]; answers: Answer[] };

async function put({ requests, seconds, perSecond, connections }: LoadOrders): Promise<LoadReport> {
  const origins = [...new Set(requests.map(({ baseUrl }) => baseUrl))];
  const each = Math.ceil(connections / origins.length);
  const ways = new Map<string, Connections>();
  for (const origin of origins) ways.set(origin, await openConnections(origin, each));
  const sender: Sender = { ways, requests, answers: [] };
  const cpu = process.cpuUsage();
  const begunAt = Date.now();
  if (seconds !== null) end.at = begunAt + seconds * 1_000;
  process.send?.('begun');
  const endedAt =
    perSecond === null ? await sendInTurn(sender, connections) : await sendByTheClock(sender, perSecond);
  const used = process.cpuUsage(cpu);
  const processorShare = (used.user + used.system) / 1_000 / (Date.now() - begunAt);
  await Promise.all([...ways.values()].map((way) => way.close()));
  return { answers: sender.answers, begunAt, endedAt, processorShare };
}

/** When no further request is sent, as Unix time in milliseconds. */
const end = { at: Number.POSITIVE_INFINITY };

/** Keeps a number of requests in flight until the end. */
async function sendInTurn(sender: Sender, connections: number): Promise<number> {
  let no = 0;
  const work = async (): Promise<void> => {
    while (Date.now() < end.at) await send(sender, no++);
  };
  await Promise.all(Array.from({ length: connections }, work));
  return end.at;
}

/** Sends at a rate until the end, and waits for the responses. */
async function sendByTheClock(sender: Sender, perSecond: number): Promise<number> {
  const begunAt = performance.now();
  const sent: Promise<void>[] = [];
  while (Date.now() < end.at) {
    const due = ((performance.now() - begunAt) * perSecond) / 1_000;
    while (sent.length < due) sent.push(send(sender, sent.length));
    await pause(TICK_MS);
  }
  const endedAt = Date.now();
  await Promise.all(sent);
  return endedAt;
}

async function send({ ways, requests, answers }: Sender, no: number): Promise<void> {
  const planned = requests[no % requests.length];
  const way = ways.get(planned?.baseUrl ?? '');
  if (!planned || !way) throw new Error('there is nothing to send');
  const answer: Answer = { ...BLANK, no, at: Date.now() };
  const begunAt = performance.now();
  try {
    await way.use(async (client) => {
      const response = await client.request(toOptions(planned, no));
      read(answer, response, await response.body.text());
    });
  } catch (error) {
    answer.problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  answer.ms = performance.now() - begunAt;
  answers.push(answer);
}

const BLANK = {
  ...{ ms: 0, status: 0, retryAfter: null },
  ...{ limit: null, remaining: null, reset: null, problem: null },
};

function toOptions({ method, path, apiKey, body }: Planned, no: number): Dispatcher.RequestOptions {
  return {
    method,
    path: path.replace('#', String(no)),
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    body: body?.replace('#', String(no)) ?? null,
  };
}

function read(answer: Answer, { statusCode, headers }: Dispatcher.ResponseData, text: string): void {
  const numberOf = (name: string): number | null => {
    const value = headers[name];
    return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : null;
  };
  answer.status = statusCode;
  answer.retryAfter = numberOf('retry-after');
  answer.limit = numberOf('ratelimit-limit');
  answer.remaining = numberOf('ratelimit-remaining');
  answer.reset = numberOf('ratelimit-reset');
  if (statusCode >= 300 && !REFUSALS.has(statusCode))
    answer.problem = `${statusCode} ${text.slice(0, SHOWN_CHARS)}`;
}

process.once('message', (orders) => {
  process.on('message', (message) => {
    if (message === 'stop') end.at = Date.now();
  });
  put(orders as LoadOrders)
    .then((report) => process.send?.(report, () => process.exit(0)))
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
});
process.send?.('ready');
