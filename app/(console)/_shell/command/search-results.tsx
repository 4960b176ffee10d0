'use client';
import { useQuery } from '@tanstack/react-query';
import { MessagesSquare, Workflow } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { statusLabel } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { CommandGroup, CommandItem } from '@/app/_ui/overlay/command';
import { shortId } from '@/app/_ui/value/copyable-id';

const MOST = 5;
const SHORTEST = 2;
const SETTLE_MS = 150;

type FoundThingsProps = { text: string; onGo: (href: string) => void };

/** The flows and sessions that the server finds for the typed text. */
export function SearchResults({ text, onGo }: FoundThingsProps) {
  const trpc = useTRPC();
  const search = useSettled(text.trim());
  const options = { enabled: search.length >= SHORTEST };
  const flows = useQuery(trpc.flow.list.queryOptions({ search, limit: MOST }, options));
  const sessions = useQuery(trpc.session.list.queryOptions({ search, limit: MOST }, options));
  // Results of an earlier text do not fit this one, and Enter would open them.
  if (!options.enabled || search !== text.trim()) return null;
  // The server has matched them already, also by fields that are not shown here.
  const asTyped = [text];
  return (
    <>
      <Found heading="Flows" none={!flows.data?.items.length}>
        {flows.data?.items.map((flow) => (
          <CommandItem
            key={flow.id}
            keywords={asTyped}
            value={`flow ${flow.id}`}
            onSelect={() => onGo(paths.flow(flow.id))}
          >
            <Workflow aria-hidden />
            <span className="flex-1 truncate">{flow.name}</span>
            <span className="font-mono text-ink-2 text-xs">{flow.slug}</span>
          </CommandItem>
        ))}
      </Found>
      <Found heading="Sessions" none={!sessions.data?.items.length}>
        {sessions.data?.items.map(({ id, flowName, lastText, status }) => (
          <CommandItem
            key={id}
            keywords={asTyped}
            value={`session ${id}`}
            onSelect={() => onGo(paths.session(id))}
          >
            <MessagesSquare aria-hidden />
            <span className="font-mono text-xs">{shortId(id)}</span>
            <span className="min-w-0 flex-1 truncate text-ink-2 text-sm">{lastText ?? flowName}</span>
            <span className="text-ink-2 text-xs">{statusLabel(status)}</span>
          </CommandItem>
        ))}
      </Found>
    </>
  );
}

function Found({ heading, none, children }: { heading: string; none: boolean; children: ReactNode }) {
  if (none) return null;
  return <CommandGroup heading={heading}>{children}</CommandGroup>;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
