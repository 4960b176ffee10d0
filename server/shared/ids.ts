const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether a path segment can be an id of ours at all; anything else is simply not found. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
