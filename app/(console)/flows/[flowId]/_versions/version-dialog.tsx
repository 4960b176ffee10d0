'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { RestoreDialog } from './restore-dialog';
import { VersionContents } from './version-contents';

type VersionDialogProps = {
  /** The version to show; null for none. */
  number: number | null;
  /** The number of the newest version. */
  newest: number;
  flow: Flow;
  draft: DraftControl;
  nameAuthor: (createdBy: string | null) => string;
  onClose: () => void;
};

/** One version: its content, its differences, and the action to restore it. */
export function VersionDialog({ number, newest, flow, draft, nameAuthor, onClose }: VersionDialogProps) {
  const trpc = useTRPC();
  const mayWrite = useCan('flows:write');
  const [restoring, setRestoring] = useState(false);
  const version = useQuery(
    trpc.flow.getVersion.queryOptions(
      { flowId: flow.id, number: number ?? 0 },
      { enabled: number !== null, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const error = toShownError(version.error);
  return (
    <Dialog open={number !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-6xl"
        title={`${flow.name}, version ${String(number)}`}
        description={
          version.data ? (
            <>
              {nameAuthor(version.data.createdBy)}, <RelativeTime at={version.data.createdAt} />
              {version.data.note && `: ${version.data.note}`}
            </>
          ) : (
            'A published version never changes.'
          )
        }
      >
        <DialogBody>
          {version.data ? (
            <VersionContents
              flowId={flow.id}
              version={version.data}
              newest={Math.max(newest, version.data.number)}
              draftText={draft.text}
            />
          ) : error ? (
            <ErrorState error={error} onRetry={version.refetch} />
          ) : (
            <div className="space-y-3" aria-busy="true">
              <Skeleton className="h-8 w-56" />
              <Skeleton className="h-80 w-full" />
            </div>
          )}
        </DialogBody>
        {mayWrite && version.data && (
          <DialogFooter>
            <Button onClick={() => setRestoring(true)}>Restore into the draft</Button>
          </DialogFooter>
        )}
        {number !== null && (
          <RestoreDialog
            open={restoring}
            onOpenChange={setRestoring}
            number={number}
            flow={flow}
            draft={draft}
            onDone={onClose}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
