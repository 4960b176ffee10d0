/*
 * http/headers-everywhere: every answer of a process carries these, whoever writes it: APIs, pages, errors and refusals.
 * http/kept-by-nobody: an answer that says nothing of caching is stored by no browser and no proxy.
 * http/named-charset: an answer of text names its charset.
 */

import type { ServerResponse } from 'node:http';

const YEAR_SECONDS = 31_536_000;

const ALWAYS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** The headers of every answer; a browser is bound to https only where `publicUrl` says that there is https. */
export function toFixedHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  if (!publicUrl?.startsWith('https:')) return ALWAYS;
  return { ...ALWAYS, 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}` };
}

const BARE_TEXT = /^text\/[^;]*$/i;

/** Adds, before the headers are sent, what the code that answers left open: caching, and the charset of text. */
export function completeHeaders(
  response: Pick<ServerResponse, 'getHeader' | 'hasHeader' | 'setHeader'>,
): void {
  // Not earlier: Next leaves a Cache-Control that is set as it is, and its static files are to be kept.
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  const type = response.getHeader('Content-Type');
  if (typeof type === 'string' && BARE_TEXT.test(type))
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
}
