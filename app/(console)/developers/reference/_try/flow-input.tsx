'use client';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';

const MOST = 100;
/** No id: an id has no space. */
const OTHER = 'another flow';

type FlowInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> & {
  value: string;
  onChange: (flowId: string) => void;
};

/** The id of a flow: one of the organization's flows by its name, or typed. */
export function FlowInput({ value, onChange, ...control }: FlowInputProps) {
  const trpc = useTRPC();
  const mayRead = useCan('flows:read');
  const list = useQuery(trpc.flow.list.queryOptions({ limit: MOST }, { enabled: mayRead }));
  const [isTyped, setIsTyped] = useState(false);
  const flows = list.data?.items ?? [];
  const isOther = value !== '' && !flows.some(({ id }) => id === value);
  if (flows.length === 0 || isTyped || isOther)
    return <Input {...control} value={value} onChange={({ target }) => onChange(target.value)} />;
  const options = flows.map(({ id, name, published }) => ({
    value: id,
    label: name,
    ...(published ? {} : { hint: 'not published' }),
  }));
  return (
    <Select
      id={control.id}
      aria-invalid={control['aria-invalid']}
      aria-describedby={control['aria-describedby']}
      value={value}
      onValueChange={(next) => (next === OTHER ? setIsTyped(true) : onChange(next))}
      options={[...options, { value: OTHER, label: 'Another one, by its id' }]}
      placeholder="Choose a flow"
    />
  );
}
