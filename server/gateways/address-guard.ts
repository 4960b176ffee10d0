import ipaddr from 'ipaddr.js';

/*
 * Which hosts a flow may call. By default only public addresses: what listens inside a network must not be reachable
 * through a flow, whatever name or spelling leads there.
 */

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of the allow list: a host (any port when null) or a range of addresses. */
export type AllowRule =
  | { type: 'host'; host: string; port: number | null }
  | { type: 'range'; range: [Address, number] };

// Reaches the host agent of one cloud although it looks public.
const PUBLIC_LOOKING: [Address, number][] = [ipaddr.parseCIDR('168.63.129.16/32')];
// All that is handed out to the public internet; ipaddr.js knows the exceptions inside it, but not every one outside.
const GLOBAL_IPV6: [Address, number] = ipaddr.parseCIDR('2000::/3');

/**
 * Reads the entries of an allow list, such as `api.internal`, `10.0.0.5:8080`, `[::1]:3000` and `192.168.0.0/16`.
 * Throws an Error that names the entry that cannot be read.
 */
export function parseAllowList(entries: readonly string[]): AllowRule[] {
  return entries.map(parseRule);
}

function parseRule(entry: string): AllowRule {
  if (ipaddr.isValidCIDR(entry)) return { type: 'range', range: ipaddr.parseCIDR(entry) };
  const bare = ipaddr.isValid(entry) && entry.includes(':') ? `[${entry}]` : entry;
  const url = parseUrl(`http://${bare}`);
  const isPlain =
    url && url.pathname === '/' && !url.search && !url.hash && !url.username && !entry.endsWith('/');
  if (!isPlain) throw new Error(`"${entry}" is not a host, host:port or address range`);
  // The parser drops port 80, its scheme's own.
  const port = /:(\d+)$/.exec(bare)?.[1];
  return { type: 'host', host: toHost(url.hostname), port: port === undefined ? null : Number(port) };
}

/** Reads a URL; null when it is none. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** The host of a URL as it is compared: without brackets and final dot. */
export function toHost(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Tells whether the allow list names this host at this port; then its address does not matter. */
export function isHostAllowed(rules: readonly AllowRule[], host: string, port: number): boolean {
  return rules.some((rule) => rule.type === 'host' && rule.host === host && (rule.port ?? port) === port);
}

/** Says why an address may not be called, or null when it may. */
export function findAddressDefect(rules: readonly AllowRule[], address: string): string | null {
  if (!ipaddr.isValid(address)) return 'is not an address';
  const parsed = ipaddr.process(toHexadecimal(address));
  if (rules.some((rule) => rule.type === 'range' && isWithin(parsed, rule.range))) return null;
  return isPublic(parsed) ? null : `is not a public address (${parsed.range()})`;
}

// ipaddr.js takes an IPv4-compatible address with dots (::8.8.8.8) for an IPv4-mapped one, which leads elsewhere.
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
