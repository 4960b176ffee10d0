'use client';
import { Languages } from 'lucide-react';
import type { ShownLanguages } from '../_edit/use-languages';

/** Chooses the language in which the texts of the flow are shown and edited. */
export function LanguageSwitch({ languages: { shown, main, all, show } }: { languages: ShownLanguages }) {
  if (all.length < 2) return null;
  return (
    <label className="flex h-8 items-center gap-1.5 rounded-md border bg-surface pr-1 pl-2 text-sm">
      <Languages aria-hidden className="size-4 text-ink-2" />
      <select
        aria-label="Language of the texts"
        value={shown}
        onChange={(event) => show(event.target.value)}
        className="h-6 rounded-sm bg-transparent pr-1"
      >
        {all.map((language) => (
          <option key={language} value={language}>
            {language === main ? `${language} (main)` : language}
          </option>
        ))}
      </select>
    </label>
  );
}
