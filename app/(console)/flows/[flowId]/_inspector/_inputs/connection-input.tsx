'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { FieldFrame } from './field-frame';
import { useForm } from './form-context';
import { PlainInput } from './plain-input';

const PLAIN = { type: 'plain', mono: true } as const;

type ConnectionInputProps = {
  field: Omit<Field, 'control'>;
  control: Extract<Control, { type: 'connection' }>;
  path: Path;
  value: unknown;
};

/** A choice of the organization's connections of one kind; a plain name for people who may not list them. */
export function ConnectionInput({ field, control, path, value }: ConnectionInputProps) {
  const { set, readOnly, errorAt } = useForm();
  const trpc = useTRPC();
  const mayRead = useCan('settings:read');
  const mayAdd = useCan('settings:write');
  const { data } = useQuery({ ...trpc.connection.list.queryOptions(), enabled: mayRead });
  if (!mayRead) return <PlainInput field={field} path={path} value={value} control={PLAIN} />;
  const names = (data ?? []).filter(({ kind }) => kind === control.kind).map(({ name }) => name);
  const chosen = typeof value === 'string' ? value : '';
  const choose = (next: string) => {
    if (next === '') return set(path, undefined);
    const beside = path.slice(0, -1);
    set(
      path,
      next,
      control.replaces.map((name) => [...beside, name]),
    );
  };
  const { label, hint, optional } = field;
  return (
    <FieldFrame
      label={label}
      hint={hint}
      optional={optional}
      error={errorAt(path)}
      aside={mayAdd && !readOnly && <NewConnection />}
    >
      {(describedBy) => (
        <select
          aria-label={label}
          aria-describedby={describedBy}
          value={chosen}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value)}
          className="field h-8 px-2 text-sm"
        >
          <option value="">No connection</option>
          {[...new Set([...names, chosen])].filter(Boolean).map((name) => (
            <option key={name} value={name}>
              {data && !names.includes(name) ? `${name} (missing)` : name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

// In a tab of its own, so that the draft stays open.
function NewConnection() {
  return (
    <Link
      href={paths.connections({ new: '1' })}
      target="_blank"
      className="text-accent text-xs hover:underline"
    >
      New connection…
    </Link>
  );
}
