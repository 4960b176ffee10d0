import { randomUUID } from 'node:crypto';
import { HydrationBoundary } from '@tanstack/react-query';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { findCaller } from '@/server/auth/get-viewer';
import { getContainer } from '@/server/container';
import { toRequestId } from '@/server/http/routing/request-context';
import { type PageReads, readForPage } from '@/server/trpc/page-reads';

type PrefetchedProps = {
  /** The reads that the content begins with, with the same options as in its hooks. */
  reads: PageReads;
  /** Reads that depend on the results of the first ones. */
  furtherReads?: PageReads;
  children: ReactNode;
};

/** Content that the server renders with its data, so that the browser need not fetch it. */
export async function Prefetched({ reads, furtherReads, children }: PrefetchedProps) {
  const [{ actor }, sent] = await Promise.all([findCaller(), headers()]);
  const requestId = toRequestId(sent.get('x-request-id'), randomUUID);
  const stages = furtherReads ? [reads, furtherReads] : [reads];
  const state = await readForPage(getContainer(), { actor, requestId, headers: sent }, stages);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}
