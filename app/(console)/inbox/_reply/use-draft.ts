'use client';
import { useState } from 'react';

/** An unfinished reply; `suggestionId` names the suggestion it was made from. */
export type Draft = { text: string; suggestionId: string | null };

const BLANK: Draft = { text: '', suggestionId: null };

/**
 * The unfinished reply, kept in `drafts` while another conversation is open. Once emptied, it no longer counts as the
 * suggestion.
 */
export function useDraft(drafts: Map<string, Draft>, sessionId: string) {
  const [draft, setDraft] = useState<Draft>(() => drafts.get(sessionId) ?? BLANK);
  const change = (next: Partial<Draft>) => {
    const made = { ...draft, ...next };
    const kept = made.text === '' ? BLANK : made;
    drafts.set(sessionId, kept);
    setDraft(kept);
  };
  return { draft, change };
}
