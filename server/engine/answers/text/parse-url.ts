const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** The last label contains a letter, so that 3.14 is not read as a host. */
const HOST =
  /^[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)*\.(?=[\p{N}-]*\p{L})[\p{L}\p{N}\p{M}-]+(?:[:/?#]|$)/u;
const MAX_CHARS = 2_000;

/** Parses an http or https URL, or returns null. A bare host name gets https. */
export function parseUrl(text: string): URL | null {
  if (text.length > MAX_CHARS || /\s/.test(text)) return null;
  const full = HOST.test(text) ? `https://${text}` : text;
  if (!SCHEME.test(full) || !URL.canParse(full)) return null;
  const url = new URL(full);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : null;
}
