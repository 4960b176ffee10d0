'use client';
import { useQuery } from '@tanstack/react-query';
import { SELF_FLOW } from '@/app/_features/flow/graph/own-entry';
import { useTRPC } from '@/app/_trpc/context';
import type { Path } from '../../_edit/set-at';
import type { Field } from '../_specs/field';
import { PlainInput } from './plain-input';

const PLAIN = { type: 'plain', mono: true } as const;

/** The slug of a flow of the organization. */
export function FlowInput(place: { field: Omit<Field, 'control'>; path: Path; value: unknown }) {
  const trpc = useTRPC();
  const flows = useQuery(trpc.flow.list.queryOptions({ limit: 100 }));
  const slugs = flows.data?.items.map(({ slug }) => slug) ?? [];
  return <PlainInput {...place} control={PLAIN} known={[SELF_FLOW, ...slugs]} />;
}
