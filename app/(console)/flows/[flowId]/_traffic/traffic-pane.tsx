'use client';
import { Waypoints } from 'lucide-react';
import { useMemo, useState } from 'react';
import { isFields } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import { toShownError } from '@/app/_trpc/problems';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { Flow } from '../_draft/use-draft';
import { PlacePanel } from './place-panel';
import { toTraffic } from './traffic';
import { TrafficCanvas } from './traffic-canvas';
import { TrafficPickers } from './traffic-pickers';
import { TrafficTable } from './traffic-table';
import { TrafficTotals } from './traffic-totals';
import { useTraffic, useTrafficPicks } from './use-traffic';

/** Where the sessions of a published version went: on its canvas, beside the picked place, and as a table. */
export function TrafficPane({ flow }: { flow: Flow }) {
  if (!flow.published)
    return (
      <EmptyState icon={Waypoints} title="No traffic yet">
        Here you will see how many people pass each step of the flow, and where they leave. Publish the flow
        first.
      </EmptyState>
    );
  return <PublishedTraffic flow={flow} published={flow.published.number} />;
}

function PublishedTraffic({ flow, published }: { flow: Flow; published: number }) {
  const { picks, pick, query } = useTrafficPicks(flow, published);
  const { coverage, version } = useTraffic(query);
  const [place, setPlace] = useState<string | null>(null);
  const [first, setFirst] = useState<string | null>(null);
  const graph = useMemo(() => {
    const definition = version.data?.definition;
    return isFields(definition) ? toGraph(definition) : null;
  }, [version.data]);
  const traffic = useMemo(() => (coverage.data ? toTraffic(coverage.data) : null), [coverage.data]);
  const error = toShownError(coverage.error ?? version.error);
  const pickVersion = (changed: typeof picks) => {
    if (changed.version !== picks.version) {
      setPlace(null);
      setFirst(null);
    }
    pick(changed);
  };
  return (
    <section aria-label="Traffic" className="space-y-4 p-4 md:px-6">
      <TrafficPickers newest={published} picks={picks} onPick={pickVersion} />
      {error && (
        <ErrorState error={error} onRetry={() => Promise.all([coverage.refetch(), version.refetch()])} />
      )}
      {!error && (!coverage.data || !traffic || !graph) && <Skeleton className="h-96 w-full" />}
      {coverage.data && traffic && graph && (
        <>
          <TrafficTotals coverage={coverage.data} />
          <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_352px]">
            <TrafficCanvas
              key={picks.version}
              label={`Canvas of version ${picks.version} with its traffic`}
              graph={graph}
              traffic={traffic}
              total={coverage.data.sessions}
              place={place}
              first={first}
              onPick={setPlace}
            />
            <PlacePanel
              query={query}
              graph={graph}
              traffic={traffic}
              place={place}
              first={first}
              onPick={setPlace}
              onFirst={setFirst}
            />
          </div>
          <TrafficTable coverage={coverage.data} graph={graph} place={place} onPick={setPlace} />
        </>
      )}
    </section>
  );
}
