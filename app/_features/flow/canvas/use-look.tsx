'use client';
import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import { createLooks, type LookStore, type NodeLook } from './canvas-looks';

const LooksContext = createContext<LookStore>(createLooks());

export function LooksProvider({ looks, children }: { looks: LookStore; children: ReactNode }) {
  return <LooksContext value={looks}>{children}</LooksContext>;
}

/** The look of one card. */
export function useLook(key: string): NodeLook {
  const looks = use(LooksContext);
  const get = () => looks.get(key);
  return useSyncExternalStore(looks.subscribe, get, get);
}
