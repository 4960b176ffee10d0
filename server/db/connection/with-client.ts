import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

const CONNECT_MS = 10_000;
const FAREWELL_MS = 1_000;

/** Opens one connection of its own, hands it to `use` and ends it. */
export async function withClient<T>(config: ClientConfig, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionTimeoutMillis: CONNECT_MS, ...config });
  // A lost connection also fails the query under way, which is where it is reported.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    // A server that answers nothing does not answer a farewell either.
    await Promise.race([client.end().catch(() => undefined), pause(FAREWELL_MS, undefined, { ref: false })]);
  }
}
