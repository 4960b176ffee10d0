import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * public/kept-a-day: the files of `public/` are the same for everyone, and browsers and proxies can keep them for a day.
 */

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

const KEPT = 'public, max-age=86400';
const METHODS: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);

/** Wraps `handle`: requests for files that are in `folder` now go to it if they read; returns false for other paths. */
export function createPublicFiles({ folder, handle }: { folder: string; handle: Handle }) {
  const paths = new Set(readdirSync(folder).map((name) => `/${name}`));
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [path = ''] = (request.url ?? '').split('?');
    if (!paths.has(path)) return false;
    // Next would answer any other method with 500.
    if (!METHODS.has(request.method)) {
      response.writeHead(405, {
        Allow: [...METHODS].join(', '),
        'Content-Type': 'text/plain; charset=utf-8',
      });
      response.end('Method Not Allowed');
      return true;
    }
    // Next keeps a Cache-Control that is already set.
    response.setHeader('Cache-Control', KEPT);
    void handle(request, response);
    return true;
  };
}
