'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useDeferredValue } from 'react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { CommandGroup, CommandItem } from '@/app/_ui/command';

const MOST = 5;
const SHORTEST = 2;

/** What the server finds for the typed text. */
export function FoundThings({ text, onGo }: { text: string; onGo: (href: string) => void }) {
  const trpc = useTRPC();
  const search = useDeferredValue(text.trim());
  const enabled = search.length >= SHORTEST;
  const flows = useQuery(
    trpc.flow.list.queryOptions({ search, limit: MOST }, { enabled, placeholderData: keepPreviousData }),
  );
  if (!enabled || !flows.data?.items.length) return null;
  return (
    <CommandGroup heading="Flows" forceMount>
      {flows.data.items.map((flow) => (
        <CommandItem
          key={flow.id}
          forceMount
          value={`flow ${flow.id}`}
          onSelect={() => onGo(paths.flow(flow.id))}
        >
          <Workflow aria-hidden />
          <span className="flex-1 truncate">{flow.name}</span>
          <span className="font-mono text-ink-3 text-xs">{flow.slug}</span>
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
