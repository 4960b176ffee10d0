import ipaddr from 'ipaddr.js';

/**
 * Returns the place of an address: an IPv4 address itself, or the /64 network of an IPv6 address, whose holder may
 * use any address in it. Null for an invalid address.
 */
export function toPlace(address: string): string | null {
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return null;
  const { kind, text } = parse(plain);
  return kind === 'ipv4' ? text : `${text.split(':').slice(0, 4).join(':')}::/64`;
}

// ::ffff:192.0.2.1 is an IPv4 client on a dual-stack socket.
function parse(address: string): { kind: 'ipv4' | 'ipv6'; text: string } {
  const parsed = ipaddr.process(address);
  return { kind: parsed.kind(), text: parsed.toNormalizedString() };
}
