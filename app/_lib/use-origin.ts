'use client';
import { useFirstPaint } from './first-paint';
import { useInBrowser } from './use-in-browser';

const readOrigin = (): string => window.location.origin;

/** The origin of this console, for commands to be pasted elsewhere. */
export function useOrigin(): string {
  const { origin } = useFirstPaint();
  return useInBrowser(readOrigin, origin);
}
