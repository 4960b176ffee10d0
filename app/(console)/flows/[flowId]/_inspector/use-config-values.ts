'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import type { JsonObject } from '@/server/engine/json';

const NONE: JsonObject = {};

/** The configuration values by name, for completion and sample values; empty without the right to read them. */
export function useConfigValues(): JsonObject {
  const trpc = useTRPC();
  const mayRead = useCan('settings:read');
  const { data } = useQuery({ ...trpc.config.list.queryOptions(), enabled: mayRead });
  return useMemo(
    () => (data ? Object.fromEntries(data.map(({ name, value }) => [name, value])) : NONE),
    [data],
  );
}
