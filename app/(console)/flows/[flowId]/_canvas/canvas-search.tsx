'use client';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type Ref, useMemo, useState } from 'react';
import { findNodes } from '@/app/_features/flow/graph/find-nodes';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { Input } from '@/app/_ui/form/input';

type SearchProps = {
  draft: Draft;
  onFound: (key: string) => void;
  onLeave: () => void;
  ref: Ref<HTMLInputElement>;
};

/** A search over all texts of the nodes; Enter goes to the next match. */
export function CanvasSearch({ draft, onFound, onLeave, ref }: SearchProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findNodes(draft, typed), [draft, typed]);
  const go = (next: number, keys = found) => {
    const key = keys[next];
    if (key === undefined) return;
    setAt(next);
    onFound(key);
  };
  const type = (text: string) => {
    setTyped(text);
    go(0, findNodes(draft, text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setTyped('');
      onLeave();
    }
    if (event.key !== 'Enter' || found.length === 0) return;
    event.preventDefault();
    go((at + (event.shiftKey ? found.length - 1 : 1)) % found.length);
  };
  return (
    <search className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-3.5 text-ink-3" />
      <Input
        ref={ref}
        type="search"
        data-search
        aria-label="Search nodes"
        placeholder="Search nodes"
        autoComplete="off"
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-8 w-48 pr-14 pl-8 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      <p role="status" className="tabular absolute top-2 right-2.5 text-ink-2 text-xs">
        {typed.trim() &&
          (found.length === 0
            ? 'None'
            : `${String(Math.min(at, found.length - 1) + 1)} of ${String(found.length)}`)}
      </p>
    </search>
  );
}
