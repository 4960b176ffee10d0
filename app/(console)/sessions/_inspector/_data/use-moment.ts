'use client';
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { Moment } from '@/app/_features/session/to-path';
import { MOMENT_PARAMS } from './moment-params';

/** The shown turn, and optionally a step of it. `live`: always the newest turn. */
export type MomentControl = Moment & {
  live: boolean;
  /** Null for live. */
  go: (turn: number | null, step?: number | null) => void;
};

/** The turn in the address; null for the newest. */
export function useChosenTurn(): number | null {
  return useQueryStates(MOMENT_PARAMS)[0].turn;
}

/** The moment in the address; default: the newest. */
export function useMoment(lastTurn: number): MomentControl {
  const [{ turn, step }, set] = useQueryStates(MOMENT_PARAMS);
  const go = useCallback(
    (to: number | null, at: number | null = null) =>
      void set({ turn: to, step: to === null || at === null ? null : at + 1 }),
    [set],
  );
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
