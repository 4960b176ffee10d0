'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';

type ViewItemProps = { view: RouterOutputs['savedView']['list'][number]; path: string; isShown: boolean };

/** A saved view, as a link to it, with a button that deletes it. */
export function ViewItem({ view, path, isShown }: ViewItemProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.savedView.remove.mutationOptions({
      onSettled: () => invalidate(queries, trpc.savedView.pathFilter()),
      onError: (error) => toast.error(toShownError(error)?.title ?? ''),
    }),
  );
  return (
    <li className="flex items-center rounded-md hover:bg-hover">
      <Link
        href={`${path}?${view.query}`}
        aria-current={isShown || undefined}
        title={view.name}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-sm"
      >
        <bdi className="truncate">{view.name}</bdi>
        {isShown && <Check aria-hidden className="ml-auto size-4 shrink-0" />}
      </Link>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Delete the view ${view.name}`}
        pending={remove.isPending}
        onClick={() => remove.mutate({ viewId: view.id })}
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
