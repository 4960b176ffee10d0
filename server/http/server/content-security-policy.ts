import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * What a browser may do with a page of the console.
 * G1 A script runs only with the number that this answer alone carries, or when such a script loaded it.
 * G2 Nothing is sent to another site: no call, no form, no frame, no picture.
 */

/** Where a page finds its number; what a caller sends under this name is written over. */
export const NONCE_HEADER = 'x-nonce';

// Pictures of a conversation come through /api/picture, so that showing one tells nobody who looks at it. Sounds and films
// are loaded when a person presses play. Components place themselves with styles of their own, which run nothing.
const DIRECTIVES = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: https: http:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

type Guarded = { request: Pick<IncomingMessage, 'headers'>; response: Pick<ServerResponse, 'setHeader'> };

/** Gives a page a number of its own and tells the browser to run nothing without it. `isDevelopment` lets code be replaced. */
export function setContentSecurityPolicy(
  { request, response }: Guarded,
  { isDevelopment }: { isDevelopment: boolean },
): void {
  const nonce = randomBytes(16).toString('base64');
  const script = `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`;
  const policy = [...DIRECTIVES, script].join('; ');
  // The page is rendered from the request's headers.
  request.headers[NONCE_HEADER] = nonce;
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
}
