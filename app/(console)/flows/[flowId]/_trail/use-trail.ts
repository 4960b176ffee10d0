'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { NO_TRAIL, type Trail, toTrail } from './trail';

const STEP_MS = 140;
// If many steps are new, only the last ones appear one by one.
const MAX_WALKED = 20;

/** The trail of a test session; new steps appear one by one. */
export function useTrail(session: RouterOutputs['session']['get'] | null): Trail {
  const trpc = useTRPC();
  const sessionId = session?.id ?? '';
  const turns = useQuery(trpc.session.turns.queryOptions({ sessionId }, { enabled: session !== null }));
  const steps = useMemo(() => turns.data?.items.flatMap(({ trace }) => trace.steps) ?? [], [turns.data]);
  const shown = useWalk(sessionId, steps.length);
  const over = session !== null && isOver(session.status) && shown >= steps.length;
  return useMemo(() => {
    if (sessionId === '' || steps.length === 0) return NO_TRAIL;
    const trail = toTrail(steps, shown);
    return over ? { ...trail, current: null } : trail;
  }, [sessionId, steps, shown, over]);
}

function useWalk(sessionId: string, length: number): number {
  const [walk, setWalk] = useState({ sessionId, count: 0 });
  const at = walk.sessionId === sessionId ? walk.count : 0;
  useEffect(() => {
    if (at >= length) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const next = still ? length : Math.max(at + 1, length - MAX_WALKED);
    const timer = setTimeout(() => setWalk({ sessionId, count: next }), still ? 0 : STEP_MS);
    return () => clearTimeout(timer);
  }, [sessionId, at, length]);
  return at;
}
