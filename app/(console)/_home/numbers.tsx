'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Sparkline } from '@/app/_ui/chart/sparkline';
import { Card } from '@/app/_ui/page/card';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { type StateTone, StatusDot } from '@/app/_ui/value/status-badge';
import { getMetrics, getOverview } from './home-queries';
import { LIVE_STATUSES, LiveStatuses } from './live-statuses';
import { formatLatency, formatRate, turnsAMinute } from './read-numbers';

type Overview = RouterOutputs['overview']['get'];
type Metrics = RouterOutputs['organization']['metrics'];
type Now = { overview: Overview; metrics: Metrics };

type Reading = {
  value: string;
  unit: string;
  tone: StateTone;
  /** The values of the curve below; without them `words` is shown. */
  values?: readonly (number | null)[];
  words?: string;
};

type NumberOf = { label: string; href: string; read: (now: Now) => Reading };

const SLOW_MS = 1_000;

const LIVE: NumberOf = {
  label: 'Live sessions',
  href: paths.sessions({ status: LIVE_STATUSES.join(',') }),
  read: ({ overview: { live, liveByMinute } }) => ({
    value: live.toLocaleString('en'),
    unit: 'now',
    tone: live > 0 ? 'live' : 'ended',
    values: liveByMinute,
  }),
};

const TURNS: NumberOf = {
  label: 'Turns a minute',
  href: paths.sessions(),
  read: ({ metrics }) => ({
    value: formatRate(turnsAMinute(metrics)),
    unit: 'last 5 min',
    tone: metrics.totals.turns > 0 ? 'live' : 'ended',
    values: metrics.steps.map(({ counts }) => counts.turns),
  }),
};

const LATENCY: NumberOf = {
  label: 'p95 turn duration',
  href: paths.sessions(),
  read: ({ metrics: { turnP95, steps } }) => {
    const { value, unit } = formatLatency(turnP95);
    const slow = turnP95 !== null && turnP95 > SLOW_MS;
    return {
      value,
      unit: turnP95 === null ? 'no turns in the last hour' : `${unit}, last hour`,
      tone: slow ? 'waiting' : turnP95 === null ? 'ended' : 'live',
      values: steps.map((step) => step.turnP95),
    };
  },
};

const DELIVERIES: NumberOf = {
  label: 'Failing deliveries',
  href: paths.deliveries({ status: 'dead,pending' }),
  read: ({ overview: { deliveries }, metrics }) => {
    const { dead = 0, late = 0 } = deliveries ?? {};
    return {
      value: (dead + late).toLocaleString('en'),
      unit: dead + late > 0 ? `${formatRate(dead)} dead, ${formatRate(late)} late` : 'dead or late',
      tone: dead + late > 0 ? 'failed' : 'ended',
      values: metrics.steps.map(({ counts }) => counts.undelivered),
    };
  },
};

const WAITING: NumberOf = {
  label: 'People waiting',
  href: paths.inbox(),
  read: ({ overview: { waiting } }) => ({
    value: waiting.count.toLocaleString('en'),
    unit: 'for a person',
    tone: waiting.count > 0 ? 'human' : 'ended',
    words: waiting.count > 0 ? 'Not answered yet' : 'Everyone has been answered',
  }),
};

/** Four current numbers; each links to the list that explains it. */
export function Numbers() {
  const trpc = useTRPC();
  const overview = useQuery(getOverview(trpc));
  const metrics = useQuery(getMetrics(trpc, 'hour'));
  const maySeeDeliveries = useCan('deliveries:read');
  const error = toShownError(overview.error ?? metrics.error);
  const now = overview.data && metrics.data ? { overview: overview.data, metrics: metrics.data } : null;
  const retry = () => Promise.all([overview.refetch(), metrics.refetch()]);
  if (error && !now)
    return (
      <Card>
        <ErrorState error={error} onRetry={retry} />
      </Card>
    );
  return (
    <div className="overflow-hidden rounded-lg border bg-line">
      <ul aria-label="Current numbers" aria-busy={!now} className="grid grid-cols-2 gap-px lg:grid-cols-4">
        {[LIVE, TURNS, LATENCY, maySeeDeliveries ? DELIVERIES : WAITING].map((number) => (
          <li key={number.label} className="bg-surface">
            <NumberCell number={number} reading={now && number.read(now)} />
          </li>
        ))}
      </ul>
      <LiveStatuses byStatus={overview.data?.byStatus} />
    </div>
  );
}

function NumberCell({ number: { label, href }, reading }: { number: NumberOf; reading: Reading | null }) {
  return (
    <Link
      href={href}
      className="flex h-full flex-col p-4 transition-colors hover:bg-subtle focus-visible:outline-offset-[-2px]"
    >
      <span className="flex items-center gap-2 text-ink-2 text-sm">
        <StatusDot tone={reading?.tone ?? 'ended'} />
        {label}
      </span>
      <span className="mt-1 flex min-h-9 flex-wrap items-baseline gap-x-1.5">
        {reading ? (
          <span className="tabular font-semibold text-2xl tracking-tight">{reading.value}</span>
        ) : (
          <Skeleton className="mt-1.5 h-6 w-12" />
        )}
        <span className="text-ink-2 text-xs">{reading?.unit}</span>
      </span>
      <span className="mt-auto block pt-2">
        {reading?.words ? (
          <span className="flex h-6 items-end text-ink-2 text-xs">{reading.words}</span>
        ) : (
          <Sparkline values={reading?.values} tone={reading?.tone ?? 'ended'} />
        )}
      </span>
    </Link>
  );
}
