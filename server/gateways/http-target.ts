import { type AllowRule, findAddressDefect, isHostAllowed, parseUrl, toHost } from './address-guard';
import { BlockedAddressError } from './guarded-lookup';

/** Parses a URL, and refuses literal addresses, which no look-up sees. Throws BlockedAddressError. */
export function toTarget(allow: readonly AllowRule[], text: string): URL {
  const url = parseUrl(text);
  if (!url) throw new BlockedAddressError('it is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BlockedAddressError('only http and https are called');
  }
  if (url.username || url.password)
    throw new BlockedAddressError('a URL with a user name or password is not called');
  const host = toHost(url.hostname);
  if (isHostAllowed(allow, host, portOf(url)) || !isLiteral(host)) return url;
  const defect = findAddressDefect(allow, host);
  if (defect) throw new BlockedAddressError(`${host} ${defect}`);
  return url;
}

/** Whether a host is an address rather than a name. */
export function isLiteral(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}

/** The port of a URL, by default that of its scheme. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
