'use client';
import type { ComponentProps } from 'react';
import { Select } from '@/app/_ui/form/select';

/** The environment that every organization has; what others do not replace is its. */
export const PRODUCTION = 'production';

type EnvironmentSelectProps = Omit<ComponentProps<typeof Select>, 'value' | 'onValueChange'> & {
  /** Without a value, production. */
  value: string | null | undefined;
  onChange: (environment: string) => void;
};

/** One of the organization's environments, which `useEnvironments` gives. */
export function EnvironmentSelect({ value, onChange, ...select }: EnvironmentSelectProps) {
  return <Select {...select} value={value ?? PRODUCTION} onValueChange={onChange} />;
}

/** How environments have values of their own. */
export const OWN_VALUE_HINT = 'Environments without a value of their own have that of production.';
