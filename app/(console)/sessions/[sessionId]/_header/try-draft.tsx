'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { SessionView } from '@/app/_features/session/view';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';

type TryDraftProps = { session: SessionView; open: boolean; onOpenChange: (open: boolean) => void };

/** Starts a test session of the flow's draft with the variables of this session, and opens it. */
export function TryDraft({ session, open, onOpenChange }: TryDraftProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const start = useMutation(
    trpc.flow.startTestSession.mutationOptions({
      onSuccess: ({ session: test }) => router.push(paths.session(test.id)),
    }),
  );
  const change = (next: boolean) => {
    start.reset();
    onOpenChange(next);
  };
  const count = Object.keys(session.variables).length;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={change}
      title="Try on the current draft"
      action="Start a test session"
      pending={start.isPending}
      error={toShownError(start.error)}
      onConfirm={() => start.mutate({ flowId: session.flowId, fromSessionId: session.id })}
    >
      {`A test session of the draft starts from the beginning with ${count === 1 ? 'the variable' : `the ${String(count)} variables`} of this session. Messages are not copied, and this session does not change. A test session is real: calls are made and events are sent.`}
    </ConfirmDialog>
  );
}
