import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import { openTestHttpServer, type ReceivedRequest, sendJson } from '@/server/tools/test/http-server';

export type SignedReceiver = {
  url: string;
  /** Waits until so many have come, verifies the signature of each with `secret`, and returns their bodies. */
  verified<Body>(count: number, secret: string): Promise<Body[]>;
  /** Every request as it came. */
  received: ReceivedRequest[];
  close(): Promise<void>;
};

/** A real endpoint for webhooks that believes nobody without a signature after the Standard Webhooks specification. */
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
