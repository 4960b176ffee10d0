'use client';
import type { SessionView } from '@/app/_features/session/view';
import { useCan } from '@/app/_lib/viewer';
import { toShownError } from '@/app/_trpc/problems';
import { toast } from '@/app/_ui/overlay/toast';
import { useSend } from './use-send';

/** Answers with an offered choice; undefined when none can be chosen. */
export function useAwaitedChoice({ id, status }: SessionView): ((value: string) => void) | undefined {
  const mayWrite = useCan('sessions:write');
  const send = useSend(id);
  if (!mayWrite || status !== 'awaiting_input' || send.isPending) return undefined;
  return (value) =>
    send.mutate(
      { sessionId: id, input: { type: 'text', text: value, value } },
      { onError: (error) => toast.error(toShownError(error)?.title) },
    );
}
