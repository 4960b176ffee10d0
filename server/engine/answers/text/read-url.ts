const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** A host's last part has a letter, so that 3.14 is a number. */
const HOST =
  /^[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)*\.(?=[\p{N}-]*\p{L})[\p{L}\p{N}\p{M}-]+(?:[:/?#]|$)/u;
const MAX_CHARS = 2_000;

/** Reads a web address; one that starts with a host name gets https. Null for anything that is not http or https. */
export function readUrl(text: string): URL | null {
  if (text.length > MAX_CHARS || /\s/.test(text)) return null;
  const full = HOST.test(text) ? `https://${text}` : text;
  if (!SCHEME.test(full) || !URL.canParse(full)) return null;
  const url = new URL(full);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : null;
}
