const LINK_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const TEXT_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const MEDIA_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:']);

/** An address that may stand in a link, or null: flows and people write these, so no script and no path of ours. */
export function parseLinkUrl(text: string): string | null {
  return parseUrl(text, LINK_PROTOCOLS);
}

/** An address that may stand in a link within a text, or null. */
export function parseTextLink(text: string): string | null {
  return parseUrl(text, TEXT_PROTOCOLS);
}

/** An address that may be loaded as an image, a sound or a film, or null. */
export function parseMediaUrl(text: string): string | null {
  return parseUrl(text, MEDIA_PROTOCOLS);
}

function parseUrl(text: string, protocols: ReadonlySet<string>): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return protocols.has(url.protocol) ? url.href : null;
}
