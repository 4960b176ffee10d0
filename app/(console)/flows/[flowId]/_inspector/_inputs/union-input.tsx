'use client';
import { Fragment, type ReactNode } from 'react';
import { fieldsIn, isFields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Path } from '../../_edit/set-at';
import type { Union, Variant } from '../_specs/field';
import { useForm } from './form-context';
import { SelectInput } from './select-input';

type UnionInputProps = {
  union: Union;
  path: Path;
  value: unknown;
  renderFields: (fields: Variant['fields']) => ReactNode;
};

/** The kind of a union and the fields of that kind. */
export function UnionInput({ union, path, value, renderFields }: UnionInputProps) {
  const { set, readOnly } = useForm();
  const fields = isFields(value) ? value : fieldsIn({}, '');
  const type = textIn(fields, 'type');
  const chosen = union.options.find((option) => option.value === type);
  // Fields that both kinds share are kept, as the text of a message that becomes buttons.
  const choose = (next: string) => {
    const variant = union.options.find((option) => option.value === next);
    if (!variant) return;
    const shared = variant.fields.filter(
      ({ name }) => fields[name] !== undefined && sameControl(chosen, name, variant),
    );
    const kept = Object.fromEntries(shared.map(({ name }) => [name, fields[name]]));
    set(path, { type: next, ...variant.blank, ...kept });
  };
  return (
    <div className="space-y-2.5">
      <SelectInput
        label={union.label}
        value={type}
        options={union.options}
        disabled={readOnly}
        onSelect={choose}
      />
      {chosen && <Fragment key={type}>{renderFields(chosen.fields)}</Fragment>}
    </div>
  );
}

function sameControl(before: Variant | undefined, name: string, after: Variant): boolean {
  const find = (variant: Variant | undefined) =>
    variant?.fields.find((field) => field.name === name)?.control;
  return JSON.stringify(find(before)) === JSON.stringify(find(after));
}
