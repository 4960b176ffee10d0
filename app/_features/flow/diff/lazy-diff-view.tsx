'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '@/app/_ui/state/skeleton';

/** `DiffView`, whose code is loaded when it is first shown. */
export const LazyDiffView = dynamic(() => import('./diff-view').then((module) => module.DiffView), {
  loading: () => <Skeleton className="h-[286px] w-full" />,
});
