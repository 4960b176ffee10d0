import type { Endpoint } from './endpoint';

/** Finds the methods of a path; empty for an unknown path. */
export type RouteTable = (path: string) => string[];

/** Prepares the look-up that tells a wrong method from an unknown path. */
export function createRouteTable(endpoints: readonly Endpoint[]): RouteTable {
  const rows = endpoints.map(({ route }) => ({
    pattern: toPathPattern(route.path),
    method: route.method.toUpperCase(),
  }));
  return (path) => withImplied(rows.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
}

function withImplied(methods: string[]): string[] {
  if (methods.length === 0) return [];
  const head = methods.includes('GET') ? ['HEAD'] : [];
  return [...new Set([...methods, ...head, 'OPTIONS'])].sort();
}

/** Matches the paths of a documented path such as "/flows/{flowId}". */
export function toPathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^/]+\}/g, '[^/]+')}$`);
}

/** Converts a path to Hono's syntax. */
export function toHonoPath(path: string): string {
  return path.replaceAll(/\{([^/]+)\}/g, ':$1');
}
