import { Webhook } from 'standardwebhooks';
import type { ReceivedRequest } from '@/server/tools/test/http-server';

/** Tells whether a request is signed with that secret, as receivers find out. */
export function isSignedWith(secret: string, { body, headers }: ReceivedRequest): boolean {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  try {
    new Webhook(secret).verify(body, plain);
    return true;
  } catch {
    return false;
  }
}
