import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * The rights of a console page in a browser.
 * csp/nonce       A script runs only with the nonce of this response, or when such a script loaded it.
 * csp/stays-here  Nothing is sent to other sites: no call, form, frame or picture.
 */

/** The request header with the page's nonce; a client's value is overwritten. */
export const NONCE_HEADER = 'x-nonce';

// Pictures of a conversation are loaded through /api/picture, so that the sender does not learn who views them. Audio
// and video load when a person presses play. Components position themselves with inline styles, which run no code.
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

/** Gives a page a nonce of its own. `isDevelopment` allows `eval`, which hot reloading needs. */
export function setContentSecurityPolicy(
  { request, response }: Guarded,
  { isDevelopment }: { isDevelopment: boolean },
): void {
  const nonce = randomBytes(16).toString('base64');
  const script = `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`;
  const policy = [...DIRECTIVES, script].join('; ');
  // Next renders the page with the headers of the request.
  request.headers[NONCE_HEADER] = nonce;
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
}
