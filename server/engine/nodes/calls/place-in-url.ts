import { startsWithMark } from '../../secrets/mark-secrets';
import { createSecretPlacer, type PlacedText } from '../../secrets/place-secrets';

/** Names and rendered values that are appended to the query. */
export type Fields = [name: string, value: string][];

type Placed = { ok: true; value: PlacedText } | { ok: false; reason: string };

const NO_ADDRESS = 'is not an http or https URL.';
const NO_HOST =
  'has a secret in its host; a secret is either the start of the address or stands after the host.';
const NO_PATH = 'begins with a secret, after which only /, ? or # can follow.';

const SECRET_START = /^\$secret\.\w+(?:[/?#]|$)/;

/**
 * Completes an address with its query and finds its secrets. A secret at the start is the start of the address itself, such as
 * that of a webhook.
 */
export function placeInUrl(marked: string, query: Fields): Placed {
  const { hide, place } = createSecretPlacer([marked, ...query.flat()]);
  const isSecretAddress = startsWithMark(marked);
  const hidden = hide(marked);
  const address = isSecretAddress ? `http://${hidden}` : hidden;
  if (!isWebAddress(address)) return { ok: false, reason: NO_ADDRESS };
  const url = new URL(address);
  for (const [name, value] of query) url.searchParams.append(name, hide(value));
  const { href, host, pathname, search, hash } = url;
  if (isSecretAddress) {
    const path = hidden.startsWith(`${host}/`) ? pathname : '';
    const value = place(host + path + search + hash, (at) => (at < host.length ? 'plain' : 'url'));
    return value && SECRET_START.test(value.text) ? { ok: true, value } : { ok: false, reason: NO_PATH };
  }
  const pathStart = href.length - pathname.length - search.length - hash.length;
  const value = place(href, (at) => (at < pathStart ? 'plain' : 'url'));
  const isInHost = !value || value.places?.some(({ encoding }) => encoding === 'plain');
  return isInHost ? { ok: false, reason: NO_HOST } : { ok: true, value };
}

/** True for an http or https URL. */
export function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url) && URL.canParse(url);
}
