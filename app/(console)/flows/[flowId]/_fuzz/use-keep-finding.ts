'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { toast } from '@/app/_ui/overlay/toast';
import type { FlowTest } from '@/server/engine/flow-test/test-document';

type KeepFinding = {
  isAllowed: boolean;
  isPending: boolean;
  isKept: boolean;
  keep: (test: FlowTest) => void;
};

/** Keeps the conversation of a finding as a test of its flow. */
export function useKeepFinding(flowId: string): KeepFinding {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const isAllowed = useCan('flows:write');
  const add = useMutation(
    trpc.flow.addTest.mutationOptions({
      onSuccess: () => {
        void invalidate(queries, trpc.flow.getTests.queryFilter({ flowId }));
        toast.success('Kept as a test of the flow.');
      },
      onError: (error) => {
        const shown = toShownError(error);
        toast.error(shown?.title, { description: shown?.advice });
      },
    }),
  );
  return {
    isAllowed,
    isPending: add.isPending,
    isKept: add.isSuccess,
    keep: (test) => add.mutate({ flowId, test }),
  };
}
