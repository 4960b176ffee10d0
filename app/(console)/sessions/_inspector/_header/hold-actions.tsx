'use client';
import { useMutation } from '@tanstack/react-query';
import { Hand, Undo2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { Tooltip } from '@/app/_ui/overlay/tooltip';
import { useSetSession } from '../_data/use-set-session';

const HandBack = dynamic(() => import('./hand-back').then((module) => module.HandBack));

/** Takes over the conversation, or hands it back. */
export function HoldActions({ session }: { session: SessionView }) {
  const trpc = useTRPC();
  const [giving, setGiving] = useState(false);
  const keep = useSetSession();
  const take = useMutation(
    trpc.inbox.take.mutationOptions({
      onSuccess: keep,
      onError: (error) => toast.error(toShownError(error)?.title),
    }),
  );
  const held = session.control === 'human';
  return (
    <>
      {held ? (
        <Button size="sm" variant="primary" onClick={() => setGiving(true)}>
          <Undo2 aria-hidden /> Hand back
        </Button>
      ) : (
        <Tooltip content="Pauses the flow so that you can reply">
          <Button size="sm" pending={take.isPending} onClick={() => take.mutate({ sessionId: session.id })}>
            <Hand aria-hidden /> Take over
          </Button>
        </Tooltip>
      )}
      {giving && <HandBack session={session} onClose={() => setGiving(false)} />}
    </>
  );
}
