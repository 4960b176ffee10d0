'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { explainParting } from '@/app/_features/session/compare-words';
import { ComparedRun } from '@/app/_features/session/compared-run';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { shortId } from '@/app/_ui/value/copyable-id';

type SideBySideProps = { flowId: string; replayId: string; sessionId: string; onClose: () => void };

/** A recorded session beside its run on the draft: both paths and transcripts, with the place where they part. */
export function SideBySide({ flowId, replayId, sessionId, onClose }: SideBySideProps) {
  const trpc = useTRPC();
  const compared = useQuery(trpc.replay.compareSession.queryOptions({ flowId, replayId, sessionId }));
  const error = toShownError(compared.error);
  const both = compared.data;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-[min(90rem,calc(100vw-32px))]"
        title={`Session ${shortId(sessionId)} on this draft`}
        description={both ? explainParting(both) : 'The recorded session beside its run on the draft.'}
      >
        <DialogBody>
          {error && <ErrorState error={error} onRetry={() => void compared.refetch()} />}
          {!both && !error && <Skeleton className="h-96 w-full" />}
          {both && (
            <div className="grid gap-3 md:grid-cols-2">
              <ComparedRun name="Recorded" run={both.past} place={both.parting?.past ?? null} />
              <ComparedRun name="On the draft" run={both.next} place={both.parting?.next ?? null} />
            </div>
          )}
          <Link
            className="text-accent text-sm hover:underline"
            href={paths.session(sessionId)}
            target="_blank"
          >
            Open the session
          </Link>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
