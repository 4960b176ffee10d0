'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Card } from '@/app/_ui/card';
import { ErrorState } from '@/app/_ui/error-state';
import { Skeleton } from '@/app/_ui/skeleton';
import { type StateTone, StatusDot } from '@/app/_ui/status-badge';
import { HourBars } from './hour-bars';

type Overview = RouterOutputs['overview']['get'];
type Series = 'started' | 'completed' | 'failed';

type Number = {
  label: string;
  unit: string;
  tone: StateTone;
  href: string;
  value: (overview: Overview) => number;
  /** What the bars below show, or else the line that says what is counted. */
  series?: Series;
  caption?: string;
};

const LIVE = 'running,awaiting_input,awaiting_transfer,awaiting_timer,awaiting_event';
const sumOf = (series: Series) => (overview: Overview) =>
  overview.hours.reduce((sum, hour) => sum + hour[series], 0);

const NUMBERS: readonly Number[] = [
  {
    label: 'Live now',
    unit: 'sessions',
    tone: 'live',
    href: paths.sessions({ status: LIVE }),
    value: ({ live }) => live,
    caption: 'Started and not over',
  },
  {
    label: 'Waiting for a person',
    unit: 'sessions',
    tone: 'human',
    href: paths.sessions({ status: 'awaiting_transfer' }),
    value: ({ awaitingPerson }) => awaitingPerson,
    caption: 'Handed over, no outcome yet',
  },
  {
    label: 'Started',
    unit: 'in 24 h',
    tone: 'ended',
    href: paths.sessions(),
    value: sumOf('started'),
    series: 'started',
  },
  {
    label: 'Failed',
    unit: 'in 24 h',
    tone: 'failed',
    href: paths.sessions({ status: 'failed' }),
    value: sumOf('failed'),
    series: 'failed',
  },
];

const REFRESH_MS = 10_000;

/** The state of things in four numbers, kept up to date. */
export function Numbers() {
  const trpc = useTRPC();
  const overview = useQuery(trpc.overview.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const error = toShownError(overview.error);
  if (error && !overview.data)
    return (
      <Card>
        <ErrorState error={error} onRetry={() => overview.refetch()} />
      </Card>
    );
  return (
    <ul
      aria-label="Sessions now and in the last 24 hours"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line lg:grid-cols-4"
    >
      {NUMBERS.map((number) => (
        <li key={number.label} className="bg-surface">
          <NumberCell number={number} overview={overview.data} />
        </li>
      ))}
    </ul>
  );
}

function NumberCell({ number, overview }: { number: Number; overview: Overview | undefined }) {
  const { label, unit, tone, href, value, series, caption } = number;
  const count = overview ? value(overview) : 0;
  return (
    <Link
      href={href}
      className="flex h-full flex-col p-4 transition-colors hover:bg-subtle focus-visible:outline-offset-[-2px]"
    >
      <span className="flex items-center gap-2 text-ink-2 text-sm">
        <StatusDot tone={count > 0 ? tone : 'ended'} />
        {label}
      </span>
      <span className="mt-1 flex h-9 items-baseline gap-1.5">
        {overview ? (
          <span className="tabular font-semibold text-2xl tracking-tight">{count.toLocaleString('en')}</span>
        ) : (
          <Skeleton className="mt-1.5 h-6 w-12" />
        )}
        <span className="text-ink-2 text-xs">{unit}</span>
      </span>
      {caption && <span className="mt-2 flex min-h-6 items-end text-ink-2 text-xs">{caption}</span>}
      {series && <HourBars hours={overview?.hours} series={series} tone={tone} />}
    </Link>
  );
}
