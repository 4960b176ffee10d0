'use client';
import { useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Popover, PopoverContent, PopoverTrigger } from '@/app/_ui/overlay/popover';

const ViewItem = dynamic(() => import('./view-item').then((module) => module.ViewItem));
const SAVE_DIALOG = lazyModule(() => import('./save-view-dialog').then((module) => module.SaveViewDialog));

type View = RouterOutputs['savedView']['list'][number];

type SavedViewsProps = {
  page: View['page'];
  /** The path of the page. */
  path: string;
  /** The query of the shown filters, without the question mark; empty for none. */
  query: string;
};

/** The views of a list that the member saved, and the shown filters as another one. */
export function SavedViews({ page, path, query }: SavedViewsProps) {
  const trpc = useTRPC();
  const [isSaving, setIsSaving] = useState(false);
  const list = useQuery(trpc.savedView.list.queryOptions());
  const views = (list.data ?? []).filter((view) => view.page === page);
  const shown = views.find((view) => view.query === query);
  return (
    <span className="inline-flex">
      {/* Another view closes the list. */}
      <Popover key={query}>
        <PopoverTrigger>
          <Button size="sm">
            <Bookmark aria-hidden /> <span className="max-w-40 truncate">{shown?.name ?? 'Views'}</span>
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-64 p-1" aria-label="Saved views">
          {views.length === 0 && (
            <p className="px-2 py-1.5 text-ink-2 text-sm">
              Choose filters and save them as a view. Only you see your views.
            </p>
          )}
          <ul>
            {views.map((view) => (
              <ViewItem key={view.id} view={view} path={path} isShown={view === shown} />
            ))}
          </ul>
          {query !== '' && !shown && (
            <Button
              variant="ghost"
              size="sm"
              className="w-full justify-start"
              onClick={() => setIsSaving(true)}
            >
              Save this view
            </Button>
          )}
        </PopoverContent>
      </Popover>
      {isSaving && (
        <LazyDialog
          from={SAVE_DIALOG}
          isWanted
          page={page}
          query={query}
          onClose={() => setIsSaving(false)}
        />
      )}
    </span>
  );
}
