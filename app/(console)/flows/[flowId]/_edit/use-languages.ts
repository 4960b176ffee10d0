'use client';
import { useState } from 'react';
import { listLanguages } from '@/app/_features/flow/graph/localized-text';
import type { Draft } from '@/app/_features/flow/json/parse-draft';

/** The languages of a draft's texts, and the one in which they are shown and edited. */
export type ShownLanguages = {
  shown: string;
  /** The flow's own language. */
  main: string;
  /** The flow's own language first. */
  all: readonly string[];
  show: (language: string) => void;
};

/** Chooses the language in which texts are shown; the flow's own one until another is chosen, or when that is gone. */
export function useLanguages(draft: Draft): ShownLanguages {
  const [chosen, show] = useState<string | null>(null);
  const all = listLanguages(draft);
  const [main] = all;
  return { shown: chosen !== null && all.includes(chosen) ? chosen : main, main, all, show };
}
