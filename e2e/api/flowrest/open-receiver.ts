import { expect } from 'vitest';
import { openTestHttpServer, sendJson } from '@/server/tools/test-http-server';
import type { HistoryBody, ReplyBody } from './client';

/** A webhook as it arrived; only what tests look into is named. */
export type Webhook = ReplyBody & Partial<HistoryBody> & { type: string; isPaued?: boolean };

export type Receiver = {
  url: string;
  /** Waits until so many have come, and gives them all. */
  upTo(count: number): Promise<Webhook[]>;
  close(): Promise<void>;
};

/** A real endpoint for webhooks, which takes everything. */
export async function openReceiver(): Promise<Receiver> {
  const server = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
  const upTo = async (count: number): Promise<Webhook[]> => {
    await expect.poll(() => server.received.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);
    return server.received.map(({ body }) => JSON.parse(body));
  };
  return { url: `${server.url}/webhooks`, upTo, close: server.close };
}
