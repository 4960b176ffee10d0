import type { Mark } from '../graph/compare-drafts';

/** What a card shows beside its node: whether the flow starts there, what is wrong, what became of it, who was there. */
export type NodeLook = {
  start?: boolean;
  problem?: { severity: 'error' | 'warning'; message: string; count: number } | undefined;
  mark?: Mark | undefined;
  /** How often the conversation came here. */
  visits?: number | undefined;
  /** When it came here, as numbers of its way. */
  order?: string | undefined;
  /** It stands here now. */
  current?: boolean | undefined;
};

export type LookStore = {
  get: (key: string) => NodeLook;
  set: (looks: ReadonlyMap<string, NodeLook>) => void;
  subscribe: (notify: () => void) => () => void;
};

const PLAIN: NodeLook = {};

/** Keeps the looks of cards beside the nodes, so that a change of one draws one card anew and not the canvas. */
export function createLooks(): LookStore {
  const listeners = new Set<() => void>();
  let looks: ReadonlyMap<string, NodeLook> = new Map();
  return {
    get: (key) => looks.get(key) ?? PLAIN,
    set: (next) => {
      looks = new Map([...next].map(([key, look]) => [key, keepSame(looks.get(key), look)]));
      for (const notify of listeners) notify();
    },
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
  };
}

function keepSame(before: NodeLook | undefined, after: NodeLook): NodeLook {
  return before && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
