/*
 * http/headers-everywhere: every response of a process carries these headers, including pages, errors and refusals.
 * http/kept-by-nobody: a response without Cache-Control is stored by no browser and no proxy.
 * http/named-charset: a text response names its charset.
 */

import type { ServerResponse } from 'node:http';

const YEAR_SECONDS = 31_536_000;

const ALWAYS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** The headers of every response. Strict-Transport-Security is set only when `publicUrl` is https. */
export function toFixedHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  if (!publicUrl?.startsWith('https:')) return ALWAYS;
  return { ...ALWAYS, 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` };
}

const BARE_TEXT = /^text\/[^;]*$/i;

/** Completes the headers just before they are sent: caching, and the charset of text. */
export function completeHeaders(
  response: Pick<ServerResponse, 'getHeader' | 'hasHeader' | 'setHeader'>,
): void {
  // Not earlier: Next keeps a Cache-Control that is already set, and its static files must stay cacheable.
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  const type = response.getHeader('Content-Type');
  if (typeof type === 'string' && BARE_TEXT.test(type))
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
}
