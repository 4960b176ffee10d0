'use client';
import { useState } from 'react';

/** A reply that is being written; `suggestionId` names the proposal it was made of. */
export type Draft = { text: string; suggestionId: string | null };

const BLANK: Draft = { text: '', suggestionId: null };

/** The reply in work, kept in `drafts` while another conversation is in sight. Emptied, it is no longer of a proposal. */
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
