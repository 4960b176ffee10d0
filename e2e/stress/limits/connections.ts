import { Client } from 'undici';

/** Connections to one server, each with at most one request in flight. */
export type Connections = {
  /** Waits for a free connection and uses it. */
  use(work: (client: Client) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const ANSWER_LIMIT_MS = 60_000;
const OPENED_AT_ONCE = 100;

/**
 * Opens `count` connections, a hundred at a time, before the load: per event-loop round Node accepts one connection
 * and any number of requests, so new connections would be limited by the server's own speed.
 */
export async function openConnections(origin: string, count: number): Promise<Connections> {
  const all = Array.from({ length: count }, () => new Client(origin, { headersTimeout: ANSWER_LIMIT_MS }));
  for (let no = 0; no < count; no += OPENED_AT_ONCE) {
    await Promise.all(all.slice(no, no + OPENED_AT_ONCE).map(sendOne));
  }
  const free = [...all];
  const waiting: ((client: Client) => void)[] = [];
  const take = (): Promise<Client> | Client => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const give = (client: Client): void => {
    const next = waiting.shift();
    if (next) next(client);
    else free.push(client);
  };
  return {
    use: async (work) => {
      const client = await take();
      try {
        await work(client);
      } finally {
        give(client);
      }
    },
    close: async () => {
      await Promise.all(all.map((client) => client.destroy()));
    },
  };
}

async function sendOne(client: Client): Promise<void> {
  const { body } = await client.request({ method: 'GET', path: '/api/health' });
  await body.dump();
}
