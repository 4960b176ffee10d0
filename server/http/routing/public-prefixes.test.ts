import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPublicTarget, isStrayTarget } from './public-prefixes';

/** The targets of the console: its pages, its own routes, and files. */
function listConsoleTargets(): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  const routes = files.filter(
    (file) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file) && !file.startsWith('(api)'),
  );
  const paths = routes.map((file) =>
    file.replace(/\([^)]*\)\//g, '').replace(/\/?(?:page\.tsx|route\.ts)$/, ''),
  );
  const pages = paths.map((one) => `/${one.replace(/\[[^\]]+\]/g, 'x')}`);
  return [
    ...pages,
    ...readdirSync('public').map((file) => `/${file}`),
    '/_next/static/a.js',
    '/_next/image?url=a',
  ];
}

describe('isStrayTarget', () => {
  it.each([
    ...['/api', '/api?x=1', '/api/v2/orgs/1/flows', '/api/public/v2/chat/messages', '/api/authors'],
    ...['/rest', '/rest/v2/threads', '/rest/messages/1', '/REST/v1/threads', '//rest/v1/threads'],
    ...['/mcp', '/mcp/', '/MCP', '/llms.txt', '/openapi.json', '/v1/orgs/1', '/.well-known/mcp.json', '/sse'],
  ])('finds that a program and no person asks for %s', (target) => {
    expect([isStrayTarget(target), isPublicTarget(target)]).toEqual([true, false]);
  });

  it.each(['/cgw', '/api/v1', '/api/v5?x=1'])('leaves the bare prefix %s to its API', (target) => {
    expect([isStrayTarget(target), isPublicTarget(target)]).toEqual([false, true]);
  });

  it('leaves the console and the public APIs alone', () => {
    const targets = listConsoleTargets();
    expect(targets).toContain('/api/trpc/x');
    expect(targets.length).toBeGreaterThan(30);
    for (const target of [
      ...targets,
      '/',
      '/nowhere',
      '/x/api/v1',
      '/rest/v1/threads',
      '/api/v5/orgs/1/unified_messaging',
    ])
      expect(isStrayTarget(target), target).toBe(false);
  });
});
