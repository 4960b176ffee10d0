'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';

/** The environments as options of a select; empty where there is production alone, so that nothing is to choose. */
export function useEnvironments(): { value: string; label: string }[] {
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.environment.list.queryOptions());
  return data.length > 1 ? data.map(({ name }) => ({ value: name, label: name })) : [];
}
