'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { useSetSession } from '../_data/use-set-session';
import { Bar } from './bar';
import { Composer } from './composer';
import { MessageForm } from './message-form';

/** While a person answers: replies in the flow's place, or writes as the person. */
export function PersonComposer({ session }: { session: SessionView }) {
  const trpc = useTRPC();
  const { user } = useViewer();
  const [asPerson, setAsPerson] = useState(false);
  const scope = { id: `reply ${session.id}` };
  const reply = useMutation(trpc.inbox.reply.mutationOptions({ scope, onSuccess: useSetSession() }));
  const other = session.assigneeId !== null && session.assigneeId !== user.id;
  const head = (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="mr-auto text-human">
        {other ? <Holder userId={session.assigneeId ?? ''} /> : 'You handle'} this conversation; the flow is
        paused.
      </p>
      <Button variant="link" size="sm" onClick={() => setAsPerson(!asPerson)}>
        {asPerson ? 'Reply as yourself' : 'Send as the person'}
      </Button>
    </div>
  );
  if (asPerson)
    return (
      <Composer sessionId={session.id} busy={false}>
        {head}
      </Composer>
    );
  return (
    <Bar>
      {head}
      <MessageForm
        name="Reply as yourself"
        label="Reply as yourself"
        placeholder={`Reply as ${user.name}`}
        error={toShownError(reply.error)}
        onSend={(text) => reply.mutateAsync({ sessionId: session.id, text })}
      />
    </Bar>
  );
}

function Holder({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const colleagues = useQuery(trpc.account.listColleagues.queryOptions());
  const found = colleagues.data?.find((one) => one.userId === userId);
  return <>{found?.name ?? 'Another member'} handles</>;
}
