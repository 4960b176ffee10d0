'use client';
import { useQuery } from '@tanstack/react-query';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ChartsCard } from './charts-card';
import { FirstRun } from './first-run';
import { FirstStep } from './first-step';
import { FlowsCard } from './flows-card';
import { findNewestSession } from './home-queries';
import { NeedsYou } from './needs-you';
import { Numbers } from './numbers';
import { RecentSessions } from './recent-sessions';

/** The home page: current numbers, open needs, charts, and a first step for new organizations. */
export function HomePage() {
  const { organization, role } = useViewer();
  const mayReadFlows = useCan('flows:read');
  const mayWriteFlows = useCan('flows:write');
  const newest = useQuery(findNewestSession(useTRPC()));
  // Without a session there is nothing to plot, so the first step is explained instead.
  const fresh = newest.data?.items.length === 0;
  const answersOnly = role === 'agent';
  return (
    <Page>
      <PageHeader
        title={organization.name}
        description="Current state, what needs attention, and recent history."
      />
      <div className="space-y-6">
        {mayWriteFlows && !answersOnly && <FirstRun />}
        <Numbers />
        {!fresh && !answersOnly && <ChartsCard />}
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div className="min-w-0 space-y-6">
            {!fresh && <NeedsYou />}
            <RecentSessions />
          </div>
          {mayReadFlows && <FlowsCard />}
        </div>
        {mayReadFlows && !answersOnly && <FirstStep />}
      </div>
    </Page>
  );
}
