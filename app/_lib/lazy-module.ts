import { useEffect, useSyncExternalStore } from 'react';

export type LazyModule<M> = {
  /** Loads the module, once; a failed attempt is repeated by the next call. */
  load: () => Promise<M>;
  /** Starts loading it without waiting for it. */
  prepare: () => void;
  /** The module once it is loaded, null until then. */
  read: () => M | null;
  /** Calls back when it is loaded; returns the unsubscribe function. */
  subscribe: (notify: () => void) => () => void;
};

// The network may be away for a moment.
const AGAIN_MS = 3_000;

/** Keeps the code of a module out of the page until it is wanted. */
export function lazyModule<M>(importModule: () => Promise<M>): LazyModule<M> {
  let loaded: M | null = null;
  let loading: Promise<M> | null = null;
  const listeners = new Set<() => void>();
  const keep = (module: M) => {
    loaded = module;
    for (const notify of listeners) notify();
    return module;
  };
  const fail = (error: unknown) => {
    loading = null;
    throw error;
  };
  const load = () => {
    loading ??= importModule().then(keep, fail);
    return loading;
  };
  return {
    load,
    prepare: () => void load().catch(() => undefined),
    read: () => loaded,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
  };
}

/** The module once it is loaded, null until then. While `isWanted`, it is loaded, again and again if that fails. */
export function useLazyModule<M>({ load, read, subscribe }: LazyModule<M>, isWanted: boolean): M | null {
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = () => {
      load().catch(() => {
        timer = setTimeout(attempt, AGAIN_MS);
      });
    };
    attempt();
    return () => clearTimeout(timer);
  }, [isWanted, load]);
  return useSyncExternalStore(subscribe, read, () => null);
}
