'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import type { Flow } from '../_draft/use-draft';

const HOUR_MS = 3_600_000;
const REFETCH_MS = 15_000;

export const PERIODS = [
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: '720', label: 'Last 30 days' },
  { value: '2160', label: 'Last 90 days' },
  { value: '8760', label: 'Last 365 days' },
] as const;
export const SILENCES = [
  { value: '5', label: '5 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '120', label: '2 hours' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
] as const;

export type TrafficQuery = { flowId: string; version: number; from: string; silentMinutes: number };

export type TrafficPicks = {
  version: string;
  hours: (typeof PERIODS)[number]['value'];
  minutes: (typeof SILENCES)[number]['value'];
};

/** The picked version, period and silence, and the query that they make. */
export function useTrafficPicks(flow: Flow, published: number) {
  const [picks, setPicks] = useState<TrafficPicks>({
    version: String(published),
    hours: '168',
    minutes: '30',
  });
  const [hour] = useState(() => Math.ceil(Date.now() / HOUR_MS) * HOUR_MS);
  const query: TrafficQuery = {
    flowId: flow.id,
    version: Number(picks.version),
    from: new Date(hour - Number(picks.hours) * HOUR_MS).toISOString(),
    silentMinutes: Number(picks.minutes),
  };
  const pick = (changed: Partial<TrafficPicks>) => setPicks((now) => ({ ...now, ...changed }));
  return { picks, pick, query };
}

/** The counts of a version, kept up to date, and its definition. */
export function useTraffic(query: TrafficQuery) {
  const trpc = useTRPC();
  const { flowId, version: number } = query;
  const coverage = useQuery(
    trpc.coverage.get.queryOptions(query, { refetchInterval: REFETCH_MS, placeholderData: keepPreviousData }),
  );
  const version = useQuery(
    trpc.flow.getVersion.queryOptions({ flowId, number }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return { coverage, version };
}
