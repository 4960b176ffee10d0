import { isIPv6 } from 'node:net';

const NETWORK_GROUPS = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What a client's address counts as: an IPv6 address as its /64, which is what one subscriber is given, any other as it is. */
export function toSubject(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  return `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

function groupsOf(address: string): string[] {
  const [plain = ''] = address.split('%');
  const [left = '', right] = plain.split('::');
  const [before, after] = [left, right ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = right === undefined ? [] : Array<string>(8 - lengthOf(before) - lengthOf(after)).fill('0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].map((group) =>
    group.toLowerCase().replace(/^0+(?=.)/, ''),
  );
}

/** A group at the end may be an IPv4 address, which stands for two. */
function lengthOf(groups: readonly string[] = []): number {
  return groups.length + (groups.at(-1)?.includes('.') ? 1 : 0);
}
