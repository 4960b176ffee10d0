'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatShares } from '@/app/_features/environment/shares';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { FlowEnvironment } from '../_model/flow-queries';

const PROMOTE_DIALOG = lazyModule(() => import('./promote-dialog').then((module) => module.PromoteDialog));

type EnvironmentsCardProps = {
  flowId: string;
  environments: readonly FlowEnvironment[];
  /** The number of the newest version. */
  newest: number;
};

/** The versions of a flow in each environment, with Promote and Roll back. */
export function EnvironmentsCard({ flowId, environments, newest }: EnvironmentsCardProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('flows:write');
  const [promoted, setPromoted] = useState<FlowEnvironment | null>(null);
  const rollBack = useMutation(
    trpc.environment.rollBack.mutationOptions({
      onSuccess: async ({ environment, versions }) => {
        await Promise.all([
          invalidate(queries, trpc.environment.pathFilter()),
          invalidate(queries, trpc.flow.pathFilter()),
        ]);
        toast.success(`${environment}: ${formatShares(versions)}`);
      },
    }),
  );
  return (
    <Card aria-label="Environments">
      <CardHeader
        title="Environments"
        description="Sessions that start in an environment run its version. Running sessions keep theirs."
      />
      <ul className="divide-y border-t">
        {environments.map((one) => (
          <li
            key={one.environment}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm"
          >
            <span className="w-36 truncate font-medium">{one.environment}</span>
            <span className="tabular min-w-32 flex-1 text-ink-2">{formatShares(one.versions)}</span>
            {mayWrite && (
              <span className="flex gap-2">
                {one.before && (
                  <Button
                    size="sm"
                    aria-label={`Roll ${one.environment} back to ${formatShares(one.before)}`}
                    pending={rollBack.isPending && rollBack.variables.environment === one.environment}
                    onClick={() => rollBack.mutate({ flowId, environment: one.environment })}
                  >
                    Roll back to {formatShares(one.before)}
                  </Button>
                )}
                <Button
                  size="sm"
                  aria-label={`Promote a version to ${one.environment}`}
                  onClick={() => setPromoted(one)}
                >
                  Promote…
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {rollBack.error && (
        <div className="p-4">
          <ErrorNote error={toShownError(rollBack.error) ?? { title: 'Nothing was changed.' }} />
        </div>
      )}
      {promoted && (
        <LazyDialog
          from={PROMOTE_DIALOG}
          isWanted
          flowId={flowId}
          place={promoted}
          newest={newest}
          onClose={() => setPromoted(null)}
        />
      )}
    </Card>
  );
}
