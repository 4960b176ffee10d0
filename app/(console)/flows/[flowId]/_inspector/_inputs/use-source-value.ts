'use client';
import { useEffect, useState } from 'react';
import { useEngine } from '@/app/_features/flow/engine/engine-provider';
import type { SourceSample, SourceValue } from '@/server/engine/rendering/evaluate-source';
import { useForm } from './form-context';

const PAUSE_MS = 100;

type Source = Omit<SourceSample, 'at' | 'regional' | 'config'>;

/** The value of a source with a sample in a flow's region, shortly after it was typed; null until it is known, or when it is not wanted. */
export function useSourceValue({ as, source, variables }: Source, wanted: boolean): SourceValue | null {
  const engine = useEngine();
  const { regional, config } = useForm();
  const [value, setValue] = useState<SourceValue | null>(null);
  useEffect(() => {
    if (!engine || !wanted || source === '') return setValue(null);
    let isCurrent = true;
    const show = (next: SourceValue | null) => isCurrent && setValue(next);
    const timer = setTimeout(() => {
      engine
        .run('evaluate', { as, source, variables, config, at: Date.now(), regional })
        .then(show, () => show(null));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, as, source, variables, config, regional, wanted]);
  return wanted ? value : null;
}
