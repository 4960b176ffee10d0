'use client';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { useNames } from './use-names';

type OwnFieldProps = { value: string; onChange: (value: string) => void; error: string | null };

/** flowrest: the flow that answers. */
export function FlowField({ value, onChange, error }: OwnFieldProps) {
  const { flows } = useNames();
  const options = (flows ?? []).map(({ id, name, published }) => ({
    value: id,
    label: name,
    ...(published ? {} : { hint: 'not published' }),
  }));
  return (
    <Field label="Flow" hint="Answers every thread of this channel, once it is published." error={error}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          options={options}
          placeholder={flows?.length === 0 ? 'No flows yet' : 'Choose a flow'}
        />
      )}
    </Field>
  );
}

const WHO = { flow: 'a flow replies', suggestions: 'a flow suggests', people: 'people reply' };

/** umi: the room of the conversations. */
export function RoomField({ value, onChange, error }: OwnFieldProps) {
  const { rooms } = useNames();
  const options = (rooms ?? []).map(({ id, name, mode }) => ({ value: id, label: name, hint: WHO[mode] }));
  const hint = (
    <>
      The room decides who answers.{' '}
      <Link href={paths.rooms({ new: '1' })} className="rounded-sm text-accent underline underline-offset-2">
        Create a room
      </Link>
    </>
  );
  return (
    <Field label="Room" hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          options={options}
          placeholder={rooms?.length === 0 ? 'No rooms yet' : 'Choose a room'}
        />
      )}
    </Field>
  );
}

/** umi: the channel type of the other system. */
export function LabelField({ value, onChange, error }: OwnFieldProps) {
  return (
    <Field
      label="Messaging channel"
      hint="The channel on the other side, such as email or whatsapp. Included in webhooks."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          maxLength={64}
          placeholder="email"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
