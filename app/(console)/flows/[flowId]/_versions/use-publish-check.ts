'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { DraftControl, Flow } from '../_draft/use-draft';

export type PublishCheck = {
  /** How the tests go on the saved draft; null before they have run. */
  result: RouterOutputs['flow']['checkTests'] | null;
  isRunning: boolean;
  error: unknown;
};

/** Runs the tests of a flow once its draft is saved, unless it has errors. */
export function usePublishCheck(flow: Flow, draft: DraftControl, isBlocked: boolean): PublishCheck {
  const trpc = useTRPC();
  const { mutate, data, isPending, error } = useMutation(trpc.flow.checkTests.mutationOptions());
  const { saver } = draft;
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBlocked || isBegun.current) return;
    isBegun.current = true;
    void saver.flush().then((isSaved) => isSaved && mutate({ flowId: flow.id }));
  }, [isBlocked, saver, mutate, flow.id]);
  return { result: data ?? null, isRunning: isPending, error };
}
