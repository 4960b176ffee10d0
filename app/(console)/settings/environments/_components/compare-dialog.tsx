'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { formatShares } from '@/app/_features/environment/shares';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';

type Difference = RouterOutputs['environment']['compare'][number];

/** The flows that have other versions in an environment than in production. */
export function CompareDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const trpc = useTRPC();
  const compared = useQuery(
    trpc.environment.compare.queryOptions({ environment: name, other: 'production' }, { staleTime: 0 }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-3xl"
        title={`${name} and production`}
        description="The flows that have other versions there. The link shows what differs between two versions."
      >
        <DialogBody>
          <DataTable
            label="Flows that differ"
            columns={columnsOf(name)}
            rows={compared.data}
            rowKey={({ flowId }) => flowId}
            error={toShownError(compared.error)}
            onRetry={() => compared.refetch()}
            skeletonRows={3}
            empty={<p className="p-6 text-center text-ink-2 text-sm">Every flow has the same versions.</p>}
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function columnsOf(name: string): [Column<Difference>, ...Column<Difference>[]] {
  return [
    {
      key: 'flow',
      header: 'Flow',
      cell: ({ flowId, name: flow, versions, others }) => {
        const [number] = [...versions, ...others].map((version) => version.number);
        return (
          <Link
            href={`${paths.flow(flowId)}?tab=versions&version=${String(number)}`}
            className="text-accent hover:underline"
          >
            {flow}
          </Link>
        );
      },
    },
    { key: 'own', header: name, cell: ({ versions }) => formatShares(versions) },
    { key: 'production', header: 'production', cell: ({ others }) => formatShares(others) },
  ];
}
