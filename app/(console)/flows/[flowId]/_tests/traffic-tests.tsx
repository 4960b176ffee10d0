'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { TestSaver } from './_model/test-saver';
import { explainTraffic } from './_model/traffic-words';

type TrafficTestsProps = { flowId: string; saver: TestSaver };

const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_SESSIONS = 10_000;

/** Makes tests of the sessions of last week: the fewest that pass every exit that no test takes yet. */
export function TrafficTests({ flowId, saver }: TrafficTestsProps) {
  const mayRead = useCan('sessions:read');
  const [isOpen, setOpen] = useState(false);
  if (!mayRead) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Make tests of last week
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent
          title="Make tests of last week"
          description="Takes the fewest sessions that pass every exit that no test takes yet."
        >
          <TrafficForm flowId={flowId} saver={saver} />
        </DialogContent>
      </Dialog>
    </>
  );
}

function TrafficForm({ flowId, saver }: TrafficTestsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(
    trpc.flow.addTrafficTests.mutationOptions({
      onSuccess: () => invalidate(queries, trpc.flow.getTests.queryFilter({ flowId })),
    }),
  );
  const start = async () => {
    // The made tests are added to what the server has.
    if (!(await saver.flush())) return;
    const since = new Date(Date.now() - WEEK_MS).toISOString();
    add.mutate({ flowId, search: { since, limit: MOST_SESSIONS } });
  };
  const error = toShownError(add.error);
  return (
    <>
      <DialogBody>
        {add.data ? (
          <Outcome made={add.data} />
        ) : (
          <p className="text-sm">
            Reads up to {MOST_SESSIONS.toLocaleString('en')} sessions of the last seven days, which takes up
            to 20 seconds. The tests have what people wrote and what services answered, for everybody who may
            read this flow. Credentials are left out.
          </p>
        )}
        {error && <ErrorNote error={error} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{add.data ? 'Done' : 'Cancel'}</Button>
        </DialogClose>
        {!add.data && (
          <Button variant="primary" pending={add.isPending} onClick={() => void start()}>
            Make tests
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function Outcome({ made }: { made: RouterOutputs['flow']['addTrafficTests'] }) {
  return (
    <div className="space-y-3 text-sm">
      <p role="status">{explainTraffic(made)}</p>
      {made.added.length > 0 && (
        <ul className="max-h-60 space-y-1 overflow-y-auto rounded-lg border px-4 py-2">
          {made.added.map(({ name, passed }) => (
            <li key={name} className="flex gap-2">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {passed === false && <span className="text-failed">fails on the draft</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
