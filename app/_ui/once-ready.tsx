'use client';
import { type ReactNode, useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * What is drawn once the rest of the page stands. A part that is hydrated later could otherwise begin with what the shell
 * has asked for meanwhile, unlike what the server drew of it.
 */
export function OnceReady({ children }: { children: ReactNode }) {
  const stands = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return stands ? children : null;
}
