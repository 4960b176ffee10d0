import ipaddr from 'ipaddr.js';

/*
 * The hosts that a flow may call. By default only public addresses: services inside a network must not be reachable through a
 * flow, whatever name or spelling leads there.
 */

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of the allow list: a host (any port when null) or a range of addresses. */
export type AllowRule =
  | { type: 'host'; host: string; port: number | null }
  | { type: 'range'; range: [Address, number] };

// Azure's host agent, although the address looks public.
const PUBLIC_LOOKING: [Address, number][] = [ipaddr.parseCIDR('168.63.129.16/32')];
// The range of public IPv6 addresses. ipaddr.js knows the exceptions within it, but not everything outside.
const GLOBAL_IPV6: [Address, number] = ipaddr.parseCIDR('2000::/3');

/**
 * Parses an allow list with entries such as `api.internal`, `10.0.0.5:8080`, `[::1]:3000` and `192.168.0.0/16`; throws
 * an Error that names an invalid entry.
 */
export function parseAllowList(entries: readonly string[]): AllowRule[] {
  return entries.map(parseRule);
}

function parseRule(entry: string): AllowRule {
  if (ipaddr.isValidCIDR(entry)) return { type: 'range', range: ipaddr.parseCIDR(entry) };
  const bare = ipaddr.isValid(entry) && entry.includes(':') ? `[${entry}]` : entry;
  const url = parseUrl(`http://${bare}`);
  const isHost = url && url.pathname === '/' && !url.search && !url.hash && !entry.endsWith('/');
  const isPlain = isHost && !url.username && !url.password;
  if (!isPlain) throw new Error(`"${entry}" is not a host, host:port or address range`);
  // The URL parser drops port 80, the default of its scheme.
  const port = /:(\d+)$/.exec(bare)?.[1];
  return { type: 'host', host: toHost(url.hostname), port: port === undefined ? null : Number(port) };
}

/** Parses a URL; null for an invalid one. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Normalizes the host of a URL for comparison: no brackets, no final dot, lower case. */
export function toHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Whether the allow list names this host and port; its address is not checked then. */
export function isHostAllowed(rules: readonly AllowRule[], host: string, port: number): boolean {
  return rules.some((rule) => rule.type === 'host' && rule.host === host && (rule.port ?? port) === port);
}

/** Explains why an address may not be called; null when it may. */
export function findAddressDefect(rules: readonly AllowRule[], address: string): string | null {
  if (!ipaddr.isValid(address)) return 'is not an address';
  const parsed = ipaddr.process(toHexadecimal(address));
  if (rules.some((rule) => rule.type === 'range' && isWithin(parsed, rule.range))) return null;
  return isPublic(parsed) ? null : `is not a public address (${parsed.range()})`;
}

// ipaddr.js reads an IPv4-compatible address with dots (::8.8.8.8) as an IPv4-mapped one, which is another address.
function toHexadecimal(address: string): string {
  const isMixed = address.includes(':') && address.includes('.');
  const url = isMixed ? parseUrl(`http://[${address}]`) : null;
  return url ? toHost(url.hostname) : address;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || PUBLIC_LOOKING.some((range) => isWithin(address, range))) return false;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_IPV6);
}

function isWithin(address: Address, [base, bits]: [Address, number]): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}
