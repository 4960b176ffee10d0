/** A value with subscribers; `set` changes some of its members. */
export type Observed<T> = {
  get: () => T;
  set: (change: Partial<T>) => void;
  subscribe: (notify: () => void) => () => void;
};

/** Creates an observed value. */
export function createObserved<T extends object>(first: T): Observed<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    get: () => value,
    set: (change) => {
      value = { ...value, ...change };
      for (const notify of listeners) notify();
    },
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
  };
}
