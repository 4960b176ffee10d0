'use client';
import { useMutation } from '@tanstack/react-query';
import { FastForward, Pencil, Play, StepForward } from 'lucide-react';
import { useState } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { Countdown } from '@/app/_ui/value/countdown';
import { useSetSession } from '../_data/use-set-session';
import { EditHeldVariable } from './edit-held-variable';
import { useKeepHold } from './use-keep-hold';

/** Step, continue, let go, and change a variable of a held session. */
export function HeldActions({ session }: { session: SessionView }) {
  const trpc = useTRPC();
  const keep = useSetSession();
  const until = useKeepHold(session.id);
  const [editing, setEditing] = useState(false);
  const done = {
    onSuccess: keep,
    onError: (error: unknown) => toast.error(toShownError(error as Error)?.title),
  };
  const go = useMutation(trpc.debug.continue.mutationOptions(done));
  const release = useMutation(trpc.debug.release.mutationOptions(done));
  const { id: sessionId } = session;
  const pending = go.isPending || release.isPending;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        variant="primary"
        disabled={pending}
        onClick={() => go.mutate({ sessionId, step: true })}
      >
        <StepForward aria-hidden /> Step
      </Button>
      <Button
        size="sm"
        title="Goes on up to the next breakpoint"
        disabled={pending}
        onClick={() => go.mutate({ sessionId, step: false })}
      >
        <Play aria-hidden /> Continue
      </Button>
      <Button
        size="sm"
        title="Goes on, and no breakpoint holds it again"
        disabled={pending}
        onClick={() => release.mutate({ sessionId })}
      >
        <FastForward aria-hidden /> Let go
      </Button>
      <Button size="sm" onClick={() => setEditing(true)}>
        <Pencil aria-hidden /> Change a variable
      </Button>
      {until && (
        <span className="text-ink-2">
          Held while you look. Otherwise let go in <Countdown at={until} />
        </span>
      )}
      {editing && <EditHeldVariable sessionId={sessionId} onClose={() => setEditing(false)} />}
    </div>
  );
}
