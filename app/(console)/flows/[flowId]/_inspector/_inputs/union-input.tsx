'use client';
import { Fragment, type ReactNode } from 'react';
import { fieldsIn, isFields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Path } from '../../_edit/set-at';
import type { Union, Variant } from '../_specs/field';
import { useForm } from './form-context';
import { SelectInput } from './select-input';
import { switchVariant } from './switch-variant';

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
  const choose = (next: string) => {
    const switched = switchVariant(union, fields, next);
    if (switched) set(path, switched);
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
