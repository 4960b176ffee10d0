import { toPlace } from '@/server/services/sign-in/place';

/** What a client's address counts as: its place, or the text itself where it is no address. */
export function toClientKey(address: string): string {
  return toPlace(address) ?? address;
}
