'use client';
import type { ReactNode } from 'react';
import { useMounted } from '@/app/_lib/use-in-browser';

/**
 * What is drawn once the rest of the page stands. A part that is hydrated later could otherwise begin with what the shell
 * has asked for meanwhile, unlike what the server drew of it.
 */
export function OnceReady({ children }: { children: ReactNode }) {
  return useMounted() ? children : null;
}
