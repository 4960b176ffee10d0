'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';

/** What completion shows instead of a value. */
const HIDDEN = 'not shown';

/** The name `$secret` with its members for completion; empty without secrets. */
export function useSecrets(): readonly (readonly [string, unknown])[] {
  const trpc = useTRPC();
  const mayRead = useCan('settings:read');
  const { data } = useQuery({ ...trpc.secret.list.queryOptions(), enabled: mayRead });
  return useMemo(
    () =>
      data && data.length > 0
        ? [['$secret', Object.fromEntries(data.map(({ name }) => [name, HIDDEN]))] as const]
        : [],
    [data],
  );
}
