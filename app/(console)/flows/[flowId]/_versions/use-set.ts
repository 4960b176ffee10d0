'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type SetCandidate = RouterOutputs['flow']['listSetCandidates'][number];

/** The flows that may be published along, and those that are chosen, by their ids. */
export type PublishedAlong = {
  candidates: readonly SetCandidate[];
  chosen: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
};

/** Offers the flows around a flow whose drafts changed; those that the flow cannot do without are chosen at first. */
export function useSet(flowId: string): PublishedAlong {
  const trpc = useTRPC();
  const { data: candidates = [] } = useQuery(trpc.flow.listSetCandidates.queryOptions({ flowId }));
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isChosen = (one: SetCandidate) => changed.get(one.id) ?? isNeeded(one);
  return {
    candidates,
    chosen: new Set(candidates.filter(isChosen).map(({ id }) => id)),
    choose: (id, on) => setChanged((before) => new Map(before).set(id, on)),
  };
}

function isNeeded({ isMutual, isPublished, relation }: SetCandidate): boolean {
  return isMutual || (relation === 'called' && !isPublished);
}
