import { Webhook } from 'standardwebhooks';
import type { ReceivedRequest } from '@/server/tools/test/http-server';

/** Verifies the signature of a webhook as receivers do. */
export function isSignedWith(secret: string, { body, headers }: ReceivedRequest): boolean {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  try {
    new Webhook(secret).verify(body, plain);
    return true;
  } catch {
    return false;
  }
}
