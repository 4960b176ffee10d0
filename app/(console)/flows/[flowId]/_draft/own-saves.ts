import type { SaveResult } from './draft-saver';

type Draft = Record<string, unknown>;
type Stored = { draft: unknown; draftRev: number };

export type SavingParts = {
  save: (draft: Draft, ifRev: number) => Promise<SaveResult>;
  /** The server's draft; null when it cannot be read. */
  read: () => Promise<Stored | null>;
};

/**
 * Creates saves that recognize their own work. A save whose answer was lost, or that an earlier page was still making, may
 * have been done: then the conflicting revision is the author's own.
 */
export function makeOwnSaves({ save, read }: SavingParts): SavingParts['save'] {
  const unanswered = new Set<string>();
  const saveNoting: SavingParts['save'] = async (draft, ifRev) => {
    const result = await save(draft, ifRev);
    if (result.kind === 'saved') unanswered.clear();
    if (result.kind === 'failed' && result.mayPass) unanswered.add(JSON.stringify(draft));
    return result;
  };
  return async (draft, ifRev) => {
    const result = await saveNoting(draft, ifRev);
    if (result.kind !== 'conflict') return result;
    const stored = await read();
    if (!stored) return result;
    const now = JSON.stringify(stored.draft);
    if (now === JSON.stringify(draft)) return { kind: 'saved', rev: stored.draftRev };
    return unanswered.has(now) ? saveNoting(draft, stored.draftRev) : result;
  };
}
