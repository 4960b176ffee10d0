import { Client } from 'undici';

/** Open connections to one server, each with one request under way at most. */
export type Connections = {
  /** Waits for a connection that is free and uses it. */
  use(work: (client: Client) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const ANSWER_LIMIT_MS = 60_000;
const OPENED_AT_ONCE = 100;

/**
 * Opens so many, a hundred at once. A load finds them open: in each round of its event loop Node takes one connection
 * and any number of requests, so that new connections would come in no faster than it works.
 */
export async function openConnections(origin: string, count: number): Promise<Connections> {
  const all = Array.from({ length: count }, () => new Client(origin, { headersTimeout: ANSWER_LIMIT_MS }));
  for (let no = 0; no < count; no += OPENED_AT_ONCE) {
    await Promise.all(all.slice(no, no + OPENED_AT_ONCE).map(knock));
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

async function knock(client: Client): Promise<void> {
  const { body } = await client.request({ method: 'GET', path: '/api/health' });
  await body.dump();
}
