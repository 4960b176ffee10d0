'use client';
import { useInBrowser } from './use-in-browser';

const readOrigin = (): string => window.location.origin;

/** The address under which this console is reached, for commands to be pasted elsewhere; empty on the server. */
export function useOrigin(): string {
  return useInBrowser(readOrigin, '');
}
