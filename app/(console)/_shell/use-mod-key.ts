import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The key that goes with `K` on this machine: ⌘ on Apple's, Ctrl elsewhere. */
export function useModKey(): '⌘' | 'Ctrl' {
  return useSyncExternalStore(
    never,
    () => (/Mac|iP(hone|ad|od)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  );
}
