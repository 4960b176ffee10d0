import { toPlace } from '@/server/services/sign-in/place';

/** The key under which a client address is counted: its IPv4 address or IPv6 /64 network, or the text itself. */
export function toClientKey(address: string): string {
  return toPlace(address) ?? address;
}
