'use client';
import type { ReactNode } from 'react';
import { useMounted } from '@/app/_lib/use-in-browser';

/**
 * Rendered after the rest of the page has hydrated. Otherwise a part that hydrates later could begin with data that
 * the shell has fetched meanwhile, which differs from the server's markup.
 */
export function OnceReady({ children }: { children: ReactNode }) {
  return useMounted() ? children : null;
}
