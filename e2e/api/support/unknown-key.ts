import { randomIds } from '@/server/gateways/ids';
import { makeKeyText } from '@/server/services/api-key/key-text';

/** A well-formed API key that does not exist. */
export function makeUnknownKey(): string {
  return makeKeyText(randomIds).text;
}
