import { DRAFT_KEYS } from '@/app/_lib/browser-data';

/** The browser's copy of a text that the server does not have yet. */
export type DraftStash = {
  read: () => { text: string; rev: number } | null;
  write: (text: string, rev: number) => void;
  clear: () => void;
};

/** Creates the stash of one flow. Where the browser's storage is off or full, there is no stash and the page still works. */
export function createDraftStash(flowId: string): DraftStash {
  const key = `${DRAFT_KEYS}${flowId}`;
  return {
    read: () => parseStashed(attempt(() => localStorage.getItem(key))),
    write: (text, rev) => attempt(() => localStorage.setItem(key, JSON.stringify({ text, rev }))),
    clear: () => attempt(() => localStorage.removeItem(key)),
  };
}

function parseStashed(stored: string | null | undefined): { text: string; rev: number } | null {
  const value: unknown = attempt(() => JSON.parse(stored ?? 'null'));
  if (typeof value !== 'object' || value === null || !('text' in value) || !('rev' in value)) return null;
  const { text, rev } = value;
  return typeof text === 'string' && typeof rev === 'number' ? { text, rev } : null;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
