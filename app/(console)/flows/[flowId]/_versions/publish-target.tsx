'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PRODUCTION } from '@/app/_features/environment/environment-select';
import { useEnvironments } from '@/app/_features/environment/use-environments';
import { useTRPC } from '@/app/_trpc/context';
import { Field } from '@/app/_ui/form/field';
import { Select } from '@/app/_ui/form/select';
import type { Flow } from '../_draft/use-draft';
import { listVersions } from '../_model/flow-queries';

const NONE = '-';

type Target = {
  /** The environment that gets the version; null for none. */
  environment: string | null;
  onChoose: (environment: string | null) => void;
  /** The name of the version that publishing makes. */
  next: string;
};

/** The environment that gets the version which is published: production, until another one is chosen. */
export function useTarget(flow: Flow): Target {
  const trpc = useTRPC();
  const [environment, onChoose] = useState<string | null>(PRODUCTION);
  const versions = useInfiniteQuery(listVersions(trpc, flow.id));
  const newest = versions.data?.pages[0]?.items[0]?.number ?? flow.published?.number ?? 0;
  return { environment, onChoose, next: `v${String(newest + 1)}` };
}

/** Says what was published where. */
export function describeLive(number: number, environment: string | null): string {
  const version = `v${String(number)}`;
  if (environment === null) return `${version} is published, for no environment.`;
  return environment === PRODUCTION ? `${version} is live.` : `${version} is in ${environment}.`;
}

/** Chooses the environment that gets the version. */
export function TargetField({ environment, onChoose, next }: Target) {
  const environments = useEnvironments();
  const options = [
    ...(environments.length > 0 ? environments : [{ value: PRODUCTION, label: PRODUCTION }]),
    { value: NONE, label: 'No environment', hint: 'promote it later' },
  ];
  return (
    <Field
      label="Environment"
      error={null}
      hint={
        environment === null
          ? `Nothing runs ${next} until it is promoted in the list of versions.`
          : `New sessions in this environment run ${next}.`
      }
    >
      {(props) => (
        <Select
          {...props}
          value={environment ?? NONE}
          onValueChange={(value) => onChoose(value === NONE ? null : value)}
          options={options}
        />
      )}
    </Field>
  );
}
