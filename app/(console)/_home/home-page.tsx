'use client';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { Page, PageHeader } from '@/app/_ui/page-header';
import { FirstStep } from './first-step';
import { FlowsCard } from './flows-card';
import { Numbers } from './numbers';
import { RecentSessions } from './recent-sessions';

/** How it is, in five seconds: the day in numbers, what ran last, and how to run the next. */
export function HomePage() {
  const { organization } = useViewer();
  const mayReadFlows = useCan('flows:read');
  return (
    <Page>
      <PageHeader title={organization.name} description="How your flows are running, and what ran last." />
      <div className="space-y-6">
        <Numbers />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
          <RecentSessions />
          {mayReadFlows && <FlowsCard />}
        </div>
        {mayReadFlows && <FirstStep />}
      </div>
    </Page>
  );
}
