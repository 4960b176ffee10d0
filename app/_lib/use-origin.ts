'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The address under which this console is reached, for commands to be pasted elsewhere; empty on the server. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
}
