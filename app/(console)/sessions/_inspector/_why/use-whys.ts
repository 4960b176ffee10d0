'use client';
import { useEffect, useMemo, useState } from 'react';
import { useEngine } from '@/app/_features/flow/engine/engine-provider';
import type { Why } from '@/server/engine/expression/why/why';
import type { Json } from '@/server/engine/json';
import type { TraceStep } from '@/server/engine/protocol';
import { listExplanations } from './list-operands';

/** Values that may complete those that the trace clips, by variable. */
export type Candidates = { readonly [variable: string]: readonly Json[] };

const NO_WHYS: readonly Why[] = [];

/** The reasons of a step's conditions, in their order; none until the engine has answered. */
export function useWhys(step: TraceStep, candidates: Candidates): readonly Why[] {
  const engine = useEngine();
  const explanations = useMemo(() => listExplanations(step), [step]);
  const [whys, setWhys] = useState(NO_WHYS);
  useEffect(() => {
    if (explanations.length === 0) return;
    let isLatest = true;
    engine?.run('findWhys', { explanations, candidates }).then(
      (found) => isLatest && setWhys(found),
      // Without the engine the values of the trace are shown alone.
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [engine, explanations, candidates]);
  return whys;
}
