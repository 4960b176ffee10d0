import { randomIds } from '@/server/gateways/ids';
import { makeKeyText } from '@/server/services/api-key/key-text';

/** An API key of the right form that was never given to anybody. */
export function makeUnknownKey(): string {
  return makeKeyText(randomIds).text;
}
