'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';

type Published = NonNullable<RouterOutputs['flow']['get']['published']>;

type MoveSessionProps = { session: SessionView; published: Published | null };

/** Moves a running session to the live version of its flow, if it runs another one. */
export function MoveSession({ session, published }: MoveSessionProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const mayMove = useCan('flows:write') && !session.isTest && !isOver(session.status);
  const [isAsking, setIsAsking] = useState(false);
  const move = useMutation(
    trpc.migration.moveSession.mutationOptions({
      onSuccess: ({ sessionId, to }) => {
        void invalidate(cache, trpc.session.get.queryFilter({ sessionId }));
        setIsAsking(false);
        toast.success(`The session runs v${String(to.number)} now.`);
      },
    }),
  );
  if (!mayMove || !published || published.versionId === session.versionId) return null;
  const { number } = published;
  const change = (next: boolean) => {
    move.reset();
    setIsAsking(next);
  };
  return (
    <>
      <Button size="sm" className="ml-1" onClick={() => setIsAsking(true)}>
        {`Move to v${String(number)}`}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={change}
        title={`Move this session to v${String(number)}`}
        action="Move session"
        danger={false}
        pending={move.isPending}
        error={toShownError(move.error)}
        onConfirm={() => move.mutate({ sessionId: session.id, version: number })}
      >
        Its conversation is replayed on the new version first. It moves only if everything that was said so
        far would have been the same. The person notices nothing.
      </ConfirmDialog>
    </>
  );
}
