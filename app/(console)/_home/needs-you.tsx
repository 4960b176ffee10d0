'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { HeldSessions, useHeldSessions } from './held-sessions';
import { getOverview } from './home-queries';
import { FailedSessions, FailingChannels, OpenHandovers, WaitingPeople } from './needs';

type Overview = RouterOutputs['overview']['get'];

/** Open needs, most urgent first. For members who answer people, the waiting people come first. */
export function NeedsYou() {
  const trpc = useTRPC();
  const overview = useQuery(getOverview(trpc));
  const error = toShownError(overview.error);
  return (
    <Card aria-busy={!overview.data}>
      <CardHeader title="Needs attention" />
      {overview.data && <Needs overview={overview.data} />}
      {!overview.data && error && <ErrorState error={error} onRetry={() => overview.refetch()} />}
      {!overview.data && !error && <NeedSkeletons />}
    </Card>
  );
}

function Needs({ overview }: { overview: Overview }) {
  const { role } = useViewer();
  const maySeeDeliveries = useCan('deliveries:read');
  const { waiting, handovers, failed, deliveries } = overview;
  const held = useHeldSessions();
  const answersOnly = role === 'agent';
  const shown = {
    channels: deliveries && deliveries.channels.length > 0,
    held: held.length > 0,
    people: waiting.count > 0,
    handovers: handovers.count > 0,
    sessions: !answersOnly && failed.count > 0,
  };
  if (!Object.values(shown).some(Boolean))
    return (
      <EmptyState icon={CircleCheck} title="Nothing needs attention">
        {answersOnly && 'Nobody is waiting for a person. People who wait appear here, longest wait first.'}
        {!answersOnly &&
          maySeeDeliveries &&
          'Webhooks are delivered, nobody is waiting, and no session failed in the last 24 hours.'}
        {!answersOnly &&
          !maySeeDeliveries &&
          'Nobody is waiting, and no session failed in the last 24 hours.'}
      </EmptyState>
    );
  return (
    <div className="divide-y">
      {shown.held && <HeldSessions held={held} />}
      {shown.channels && <FailingChannels channels={deliveries?.channels ?? []} />}
      {shown.people && <WaitingPeople {...waiting} />}
      {shown.handovers && <OpenHandovers {...handovers} />}
      {shown.sessions && <FailedSessions {...failed} />}
    </div>
  );
}

function NeedSkeletons() {
  return (
    <div className="space-y-4 p-4">
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="space-y-1.5">
          <Skeleton className="w-48" />
          <Skeleton className="h-3 w-32" />
        </div>
      ))}
    </div>
  );
}
