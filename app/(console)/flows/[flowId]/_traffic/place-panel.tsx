'use client';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { FunnelFigure } from './funnel-figure';
import { namePlace } from './name-place';
import { PlaceSamples } from './place-samples';
import { type Counts, countsOf, isDropOff, sayCount, sayShare, type Traffic, toPlace } from './traffic';
import type { TrafficQuery } from './use-traffic';

type PlacePanelProps = {
  query: TrafficQuery;
  graph: Graph;
  traffic: Traffic;
  place: string | null;
  first: string | null;
  onPick: (place: string) => void;
  onFirst: (place: string | null) => void;
};

/** The picked node or exit: its figures, the way to it from another place, and what was said there. */
export function PlacePanel({ query, graph, traffic, place, first, onPick, onFirst }: PlacePanelProps) {
  const mayReadTranscripts = useCan('sessions:read');
  return (
    <aside
      aria-label="Picked place"
      className="min-h-40 space-y-4 overflow-y-auto rounded-lg border bg-surface p-4 text-sm xl:max-h-[min(65dvh,640px)]"
    >
      {first !== null && (
        <div className="space-y-2 rounded-md bg-accent-soft p-3">
          <p>
            From <strong className="font-medium">{namePlace(graph, first)}</strong>
            {(place === null || place === first) && ': now pick where people should get to.'}
          </p>
          {place !== null && place !== first && (
            <FunnelFigure query={query} graph={graph} first={first} second={place} />
          )}
          <Button size="sm" onClick={() => onFirst(null)}>
            Close
          </Button>
        </div>
      )}
      {place === null ? (
        <p className="text-ink-2">
          Pick a node or a wire to see how many people passed it, where they stopped and what they said.
        </p>
      ) : (
        <>
          <div aria-live="polite">
            <h2 className="font-medium [overflow-wrap:anywhere]">{namePlace(graph, place)}</h2>
            <Figures counts={countsOf(traffic, place)} />
          </div>
          <Exits graph={graph} traffic={traffic} place={place} onPick={onPick} />
          {place !== first && (
            <Button size="sm" onClick={() => onFirst(place)}>
              How many get from here to …
            </Button>
          )}
          {mayReadTranscripts && <PlaceSamples query={query} place={place} />}
        </>
      )}
    </aside>
  );
}

function Figures({ counts }: { counts: Counts }) {
  const { sessions, stopped, lastAt } = counts;
  return (
    <p className="mt-1 text-ink-2">
      {sayCount(sessions)} passed here.{' '}
      {stopped > 0 && (
        <span className={cn(isDropOff(counts) && 'font-medium text-failed')}>
          {stopped.toLocaleString('en')} of them ({sayShare(stopped, sessions)}) stopped here.{' '}
        </span>
      )}
      {lastAt === null ? (
        'Nobody ever passed here.'
      ) : (
        <>
          Last time: <RelativeTime at={lastAt} />.
        </>
      )}
    </p>
  );
}

type ExitsProps = Pick<PlacePanelProps, 'graph' | 'traffic' | 'onPick'> & { place: string };

function Exits({ graph, traffic, place, onPick }: ExitsProps) {
  const ports = graph.nodes.find(({ key }) => key === place)?.card.ports ?? [];
  if (ports.length === 0) return null;
  const { sessions } = countsOf(traffic, place);
  return (
    <ul aria-label="Exits" className="divide-y rounded-md border">
      {ports.map(({ name, label }) => {
        const own = countsOf(traffic, toPlace(place, name));
        return (
          <li key={name} className="flex items-center justify-between gap-3 px-3 py-1.5">
            <Button variant="link" onClick={() => onPick(toPlace(place, name))} className="min-w-0 truncate">
              {label}
            </Button>
            <span className="tabular shrink-0 text-ink-2">
              {own.sessions.toLocaleString('en')} · {sayShare(own.sessions, sessions)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
