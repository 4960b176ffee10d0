import { expect } from 'vitest';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';

export type Receiver<Webhook> = {
  url: string;
  /** Waits until `count` requests have arrived and returns them. */
  upTo(count: number): Promise<Webhook[]>;
  close(): Promise<void>;
};

/** Opens an HTTP server that accepts every webhook. */
export async function openReceiver<Webhook>(): Promise<Receiver<Webhook>> {
  const server = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
  const upTo = async (count: number): Promise<Webhook[]> => {
    await expect.poll(() => server.received.length).toBeGreaterThanOrEqual(count);
    return server.received.map(({ body }) => JSON.parse(body));
  };
  return { url: `${server.url}/webhooks/replies`, upTo, close: server.close };
}
