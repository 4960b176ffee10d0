'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { Moment } from '../_model/to-path';

/** What is looked at: a turn, maybe a step of it. `live`: whatever is newest. */
export type MomentControl = Moment & {
  live: boolean;
  /** Null for live. */
  go: (turn: number | null, step?: number | null) => void;
};

/** The moment that was chosen to be looked at, kept in the address as `turn` and `step`; without them the newest. */
export function useMoment(lastTurn: number): MomentControl {
  const query = useSearchParams();
  const turn = parseNumber(query.get('turn'));
  const step = parseNumber(query.get('step'));
  const go = useCallback((to: number | null, at: number | null = null) => {
    const url = new URL(window.location.href);
    put(url, 'turn', to);
    put(url, 'step', to === null || at === null ? null : at + 1);
    window.history.replaceState(null, '', url);
  }, []);
  return useMemo(
    () => ({
      turn: turn ?? lastTurn,
      step: turn === null || step === null ? null : step - 1,
      live: turn === null,
      go,
    }),
    [turn, step, lastTurn, go],
  );
}

function put(url: URL, name: string, value: number | null): void {
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, String(value));
}

function parseNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
