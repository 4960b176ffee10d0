const LINK_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const TEXT_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const MEDIA_PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:']);

/**
 * A URL that may be used in a link, or null: flows and people write these, so scripts and our own paths are refused.
 */
export function parseLinkUrl(text: string): string | null {
  return parseUrl(text, LINK_PROTOCOLS);
}

/** A URL that may be used in a link within a text, or null. */
export function parseTextLink(text: string): string | null {
  return parseUrl(text, TEXT_PROTOCOLS);
}

/** A URL that may be loaded as an image, audio or video, or null. */
export function parseMediaUrl(text: string): string | null {
  return parseUrl(text, MEDIA_PROTOCOLS);
}

function parseUrl(text: string, protocols: ReadonlySet<string>): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return protocols.has(url.protocol) ? url.href : null;
}
