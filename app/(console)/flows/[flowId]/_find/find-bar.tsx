'use client';
import { CaseSensitive, WholeWord } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import { summarizeMatches } from './group-matches';
import type { Find } from './use-find';

type FindBarProps = { find: Find; readOnly: boolean; onClose: () => void };

/** What is sought, how, and what replaces it. */
export function FindBar({ find, readOnly, onClose }: FindBarProps) {
  const { sought, seek, next, setNext, matches } = find;
  return (
    <search
      className="flex flex-wrap items-center gap-2 border-b px-4 py-2"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Input
        type="search"
        autoFocus
        data-find
        aria-label="Find in the flow"
        placeholder="Find"
        autoComplete="off"
        spellCheck={false}
        value={sought.text}
        onChange={({ target }) => seek({ text: target.value })}
        className="h-8 w-full text-sm sm:w-56"
      />
      <Toggle name="Match case" on={sought.matchCase} onToggle={(matchCase) => seek({ matchCase })}>
        <CaseSensitive aria-hidden />
      </Toggle>
      <Toggle name="Whole word" on={sought.wholeWord} onToggle={(wholeWord) => seek({ wholeWord })}>
        <WholeWord aria-hidden />
      </Toggle>
      {!readOnly && (
        <>
          <Input
            aria-label="Replace with"
            placeholder="Replace with"
            autoComplete="off"
            spellCheck={false}
            value={next}
            onChange={({ target }) => setNext(target.value)}
            className="h-8 min-w-0 flex-1 text-sm sm:w-56 sm:flex-none"
          />
          <Button size="sm" disabled={matches.length === 0} onClick={find.replaceAll}>
            Replace all
          </Button>
        </>
      )}
      <p role="status" className="text-ink-2 text-xs">
        {sought.text !== '' && summarizeMatches(matches)}
      </p>
    </search>
  );
}

type ToggleProps = { name: string; on: boolean; onToggle: (on: boolean) => void; children: ReactNode };

function Toggle({ name, on, onToggle, children }: ToggleProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={name}
      title={name}
      aria-pressed={on}
      onClick={() => onToggle(!on)}
      className="aria-pressed:bg-hover"
    >
      {children}
    </Button>
  );
}
