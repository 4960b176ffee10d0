'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { toast } from '@/app/_ui/overlay/toast';
import { explainDifference } from './explain-difference';

export type KeepTest = {
  /** Whether this person may keep sessions as tests. */
  isAllowed: boolean;
  isPending: boolean;
  /** Keeps a session, or its first turns, as a test of its flow, and says how that went. */
  keep: (sessionId: string, turns?: number) => void;
};

/** Keeps sessions as tests of their flow. */
export function useKeepTest(flowId: string): KeepTest {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('flows:write');
  const mayRead = useCan('sessions:read');
  const add = useMutation(
    trpc.flow.addSessionTest.mutationOptions({
      onSuccess: ({ test, difference }) => {
        void invalidate(queries, trpc.flow.getTests.queryFilter({ flowId }));
        toast.success(`Kept as the test “${test.name}”.`, { description: explainDifference(difference) });
      },
      onError: (error) => {
        const shown = toShownError(error);
        toast.error(shown?.title, { description: shown?.advice });
      },
    }),
  );
  return {
    isAllowed: mayWrite && mayRead,
    isPending: add.isPending,
    keep: (sessionId, turns) => add.mutate({ flowId, sessionId, ...(turns !== undefined && { turns }) }),
  };
}
