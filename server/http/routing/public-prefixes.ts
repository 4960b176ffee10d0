/** The paths that the public APIs answer; everything else belongs to the console. */
export const PUBLIC_PREFIXES = [
  '/cgw/',
  '/rest/v1/',
  '/api/public/v1/',
  '/api/v1/',
  '/api/v5/',
  '/demo/',
] as const;

/** Tells whether a request's target, as it stands in its first line, is for the public APIs. */
export function isPublicTarget(target: string): boolean {
  return PUBLIC_PREFIXES.some((prefix) => target.startsWith(prefix));
}
