import type { Mark } from '../graph/compare-drafts';

export type NodeTraffic = {
  sessions: number;
  stopped: number;
  /** Whether so many stopped there that it is marked. */
  isDropOff: boolean;
  exits: { [exit: string]: number };
};

/** The state that a card shows beside its node: the start, a problem, a difference, visits. */
export type NodeLook = {
  start?: boolean;
  problem?: { severity: 'error' | 'warning'; message: string; count: number } | undefined;
  mark?: Mark | undefined;
  /** The number of visits. */
  visits?: number | undefined;
  /** The numbers of the visits, in the order of the conversation. */
  order?: string | undefined;
  /** How many sessions passed it and stopped there, and how many took each of its exits. */
  traffic?: NodeTraffic | undefined;
  /** Whether the conversation is at this node. */
  current?: boolean | undefined;
  /** Whether two conversations part at this node. */
  parting?: boolean | undefined;
};

export type LookStore = {
  get: (key: string) => NodeLook;
  set: (looks: ReadonlyMap<string, NodeLook>) => void;
  subscribe: (notify: () => void) => () => void;
};

const PLAIN: NodeLook = {};

/** A store of card looks beside the nodes, so that a change renders one card and not the canvas. */
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
