/** The paths of the public APIs; all others belong to the console. */
export const PUBLIC_PREFIXES = [
  '/cgw/',
  '/rest/v1/',
  '/api/public/v1/',
  '/api/v1/',
  '/api/v5/',
  '/demo/',
] as const;

/** Whether a request target belongs to the public APIs. */
export function isPublicTarget(target: string): boolean {
  return PUBLIC_PREFIXES.some((prefix) => target.startsWith(prefix));
}
