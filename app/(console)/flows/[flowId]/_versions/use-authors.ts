'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { listColleagues } from '../_model/flow-queries';

/** The name of a change's author: a colleague, an API key, or the system. */
export function useAuthors(): (createdBy: string | null) => string {
  const trpc = useTRPC();
  const colleagues = useQuery(listColleagues(trpc));
  return (createdBy) => {
    const [kind, id] = createdBy?.split(':') ?? [];
    if (kind === 'key') return 'An API key';
    if (kind !== 'user') return 'The system';
    return colleagues.data?.find(({ userId }) => userId === id)?.name ?? 'A former member';
  };
}
