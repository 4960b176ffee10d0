'use client';
import { useEffect, useState } from 'react';
import { useTRPCClient } from '@/app/_trpc/context';
import type { RouterInputs, RouterOutputs } from '@/app/_trpc/router-outputs';

const PAUSE_MS = 250;

export type SourceValue = RouterOutputs['flow']['evaluate'];
type Source = RouterInputs['flow']['evaluate'];

/** What a source comes to with a sample, shortly after it was typed; null while that is not known, or not asked for. */
export function useSourceValue({ as, source, variables }: Source, wanted: boolean): SourceValue | null {
  const client = useTRPCClient();
  const [value, setValue] = useState<SourceValue | null>(null);
  useEffect(() => {
    if (!wanted || source === '') return setValue(null);
    const asked = new AbortController();
    const timer = setTimeout(() => {
      client.flow.evaluate
        .mutate({ as, source, variables }, { signal: asked.signal })
        .then(setValue)
        // A value that cannot be had is not shown; the problems of the draft come from elsewhere.
        .catch(() => !asked.signal.aborted && setValue(null));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [client, as, source, variables, wanted]);
  return wanted ? value : null;
}
