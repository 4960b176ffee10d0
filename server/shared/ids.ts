const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether a path segment can be an id of ours at all; anything else is simply not found. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Formats 32 hexadecimal digits as a UUID. */
export function formatUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
