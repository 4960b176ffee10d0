import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from '@playwright/test';

/** The paths of the scripts that a page's HTML names. */
export async function listNamedScripts(context: BrowserContext, path: string): Promise<string[]> {
  const html = await (await context.request.get(path)).text();
  return [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/\bnomodule\b/i.test(tag))
    .map(([, src = '']) => new URL(src.replaceAll('&amp;', '&'), 'http://page').pathname);
}

/** Collects the paths of the scripts that a page loads from now on. */
export function recordScripts(page: Page): string[] {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  return scripts;
}

/** The gzip size of scripts in bytes, each counted once. */
export async function weighScripts(context: BrowserContext, scripts: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const script of new Set(scripts))
    bytes += gzipSync(await (await context.request.get(script)).body()).length;
  return bytes;
}
