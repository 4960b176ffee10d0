import ipaddr from 'ipaddr.js';

/**
 * The place that an address stands for: an IPv4 address itself, the /64 network of an IPv6 one, because its holder may
 * take any address in it. Null for what is no address.
 */
export function toPlace(address: string): string | null {
  const plain = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return null;
  const { kind, text } = parse(plain);
  return kind === 'ipv4' ? text : `${text.split(':').slice(0, 4).join(':')}::/64`;
}

// ::ffff:192.0.2.1 is an IPv4 caller on a socket that takes both.
function parse(address: string): { kind: 'ipv4' | 'ipv6'; text: string } {
  const parsed = ipaddr.process(address);
  return { kind: parsed.kind(), text: parsed.toNormalizedString() };
}
