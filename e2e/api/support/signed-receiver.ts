import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import { openTestHttpServer, type ReceivedRequest, sendJson } from '@/server/tools/test/http-server';

export type SignedReceiver = {
  url: string;
  /** Waits until `count` webhooks have arrived, verifies each signature with `secret`, and returns the bodies. */
  verified<Body>(count: number, secret: string): Promise<Body[]>;
  /** Every received request. */
  received: ReceivedRequest[];
  close(): Promise<void>;
};

/** Opens a webhook receiver that verifies Standard Webhooks signatures. */
export async function openSignedReceiver(): Promise<SignedReceiver> {
  const { url, received, close } = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
  return {
    url: `${url}/webhooks`,
    received,
    close,
    async verified<Body>(count: number, secret: string) {
      await expect.poll(() => received.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count);
      const verifier = new Webhook(secret);
      return received.map(({ body, headers }) => verifier.verify(body, toPlain(headers)) as Body);
    },
  };
}

function toPlain(headers: ReceivedRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
