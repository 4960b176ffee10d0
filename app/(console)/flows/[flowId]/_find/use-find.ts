'use client';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Editing } from '../_edit/use-flow-editor';
import { findMatches, type Match, type Sought } from './find-matches';
import { listTexts } from './list-texts';
import { replaceAll, replaceMatch } from './replace-matches';

/** The search over the texts of a flow, and what replaces them. */
export type Find = {
  sought: Sought;
  seek: (part: Partial<Sought>) => void;
  next: string;
  setNext: (text: string) => void;
  matches: readonly Match[];
  replace: (match: Match) => void;
  replaceAll: () => void;
};

/** Seeks in the texts of the draft while `isOpen`; each replacement is one step of undo. */
export function useFind({ editor, draft }: Editing, isOpen: boolean): Find {
  const [sought, setSought] = useState<Sought>({ text: '', matchCase: false, wholeWord: false });
  const [next, setNext] = useState('');
  // Typing stays fluent in a flow with many texts.
  const late = useDeferredValue(sought);
  const texts = useMemo(() => (isOpen ? listTexts(draft) : []), [isOpen, draft]);
  const matches = useMemo(() => findMatches(texts, late), [texts, late]);
  return {
    sought,
    seek: (part) => setSought({ ...sought, ...part }),
    next,
    setNext,
    matches,
    replace: (match) => editor.change((now) => replaceMatch(now, match, next)),
    replaceAll: () => editor.change((now) => replaceAll(now, sought, next)),
  };
}
