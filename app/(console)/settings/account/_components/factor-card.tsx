'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardFooter, CardHeader } from '@/app/_ui/page/card';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Badge } from '@/app/_ui/value/badge';
import { AddFactor } from './add-factor';
import { NewCodes } from './new-codes';
import { RemoveFactor } from './remove-factor';

type Task = 'add' | 'remove' | 'codes';

/** The second factor of the person's sign-in: an authenticator app. */
export function FactorCard() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const [task, setTask] = useState<Task | null>(null);
  const factor = useQuery(trpc.account.getFactor.queryOptions());
  const error = toShownError(factor.error);
  const done = async (message: string) => {
    setTask(null);
    await invalidate(cache, trpc.account.getFactor.pathFilter());
    toast.success(message);
    // The server's facts about the viewer include whether a code is asked for.
    router.refresh();
  };
  const isOn = factor.data?.since != null;
  return (
    <Card>
      <CardHeader
        title="Two-step sign-in"
        description="After your password, a code from an authenticator app on your phone."
        action={factor.data && <Badge>{isOn ? 'On' : 'Off'}</Badge>}
      />
      {error && !factor.data && <ErrorState error={error} onRetry={factor.refetch} />}
      {!error && !factor.data && (
        <CardBody>
          <Skeleton className="w-64" />
        </CardBody>
      )}
      {factor.data && (
        <>
          <CardBody className="text-sm">
            {isOn ? (
              <CodesLeft count={factor.data.recoveryCodesLeft} />
            ) : (
              'Protects your account when someone learns your password.'
            )}
          </CardBody>
          <CardFooter>
            {isOn && <Button onClick={() => setTask('codes')}>New recovery codes</Button>}
            {isOn && <Button onClick={() => setTask('remove')}>Turn off</Button>}
            {!isOn && (
              <Button variant="primary" onClick={() => setTask('add')}>
                Set up
              </Button>
            )}
          </CardFooter>
        </>
      )}
      <Dialog open={task !== null} onOpenChange={(open) => !open && setTask(null)}>
        {task === 'add' && <AddFactor onDone={() => done('Two-step sign-in is on')} />}
        {task === 'remove' && <RemoveFactor onDone={() => done('Two-step sign-in is off')} />}
        {task === 'codes' && <NewCodes onDone={() => done('You have new recovery codes')} />}
      </Dialog>
    </Card>
  );
}

function CodesLeft({ count }: { count: number }) {
  if (count === 0) return <p>You have no recovery codes left. Make new ones.</p>;
  return <p>{count === 1 ? '1 recovery code is left.' : `${count} recovery codes are left.`}</p>;
}
