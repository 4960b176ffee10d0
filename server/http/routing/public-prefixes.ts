/** The paths of the public APIs; all others belong to the console. */
export const PUBLIC_PREFIXES = [
  '/cgw/',
  '/rest/v1/',
  '/api/public/v1/',
  '/api/v1/',
  '/api/v5/',
  '/schemas/',
  '/demo/',
] as const;

// The console's own routes below a segment that programs ask for.
const CONSOLE_PREFIXES = ['/api/auth/', '/api/trpc/', '/api/picture'] as const;

// Where programs look for an API or its description; no page of the console is there.
const PROGRAM_SEGMENTS: ReadonlySet<string> = new Set([
  ...[
    'api',
    'rest',
    'cgw',
    'mcp',
    'sse',
    'graphql',
    'v1',
    'v2',
    'v3',
    'v5',
    'public',
    'schemas',
    'chat',
    'unified_messaging',
  ],
  ...[
    '.well-known',
    'llms.txt',
    'llms-full.txt',
    'openapi.json',
    'openapi.yaml',
    'swagger.json',
    'health',
    'healthz',
  ],
]);

/** Whether a request target belongs to the public APIs, whose bare prefix has the API's own words too. */
export function isPublicTarget(target: string): boolean {
  if (PUBLIC_PREFIXES.some((prefix) => target.startsWith(prefix))) return true;
  const withSlash = `${toPath(target)}/`;
  return PUBLIC_PREFIXES.some((prefix) => prefix === withSlash);
}

function toPath(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? '';
}

/**
 * Whether a request target looks like one of an API and is none: another version, a misspelled prefix, another case, a
 * doubled slash. The console would answer it with its sign-in page.
 */
export function isStrayTarget(target: string): boolean {
  if (isPublicTarget(target) || CONSOLE_PREFIXES.some((prefix) => target.startsWith(prefix))) return false;
  const [first = ''] = toPath(target)
    .split('/')
    .filter((segment) => segment !== '');
  return PROGRAM_SEGMENTS.has(first.toLowerCase());
}
