'use client';
import type { ComponentProps } from 'react';
import { Select } from '@/app/_ui/form/select';
import { useNames } from './use-names';

type OwnSelectProps = Omit<ComponentProps<typeof Select>, 'value' | 'options' | 'onValueChange'> & {
  /** The id of the chosen one; null or empty for none. */
  value: string | null | undefined;
  onChange: (id: string) => void;
};

export const FLOW_HINT = 'Answers every thread of this channel, once it is published.';
export const LABEL_HINT = 'The channel on the other side, such as email or whatsapp. Included in webhooks.';

/** One of the organization's flows. */
export function FlowSelect({ value, onChange, ...trigger }: OwnSelectProps) {
  const { flows } = useNames();
  const options = (flows ?? []).map(({ id, name, published }) => ({
    value: id,
    label: name,
    ...(published ? {} : { hint: 'not published' }),
  }));
  return (
    <Select
      {...trigger}
      value={value ?? ''}
      onValueChange={onChange}
      options={options}
      placeholder={flows?.length === 0 ? 'No flows yet' : 'Choose a flow'}
    />
  );
}

export const ENVIRONMENT_HINT = 'Sessions of this channel run the versions of this environment.';

const WHO = { flow: 'a flow replies', suggestions: 'a flow suggests', people: 'people reply' };

/** One of the organization's rooms. */
export function RoomSelect({ value, onChange, ...trigger }: OwnSelectProps) {
  const { rooms } = useNames();
  const options = (rooms ?? []).map(({ id, name, mode }) => ({ value: id, label: name, hint: WHO[mode] }));
  return (
    <Select
      {...trigger}
      value={value ?? ''}
      onValueChange={onChange}
      options={options}
      placeholder={rooms?.length === 0 ? 'No rooms yet' : 'Choose a room'}
    />
  );
}
