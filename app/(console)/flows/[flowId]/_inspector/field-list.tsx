'use client';
import { isFields } from '@/app/_features/flow/graph/read-fields';
import type { Path } from '../_edit/set-at';
import type { Field } from './_specs/field';
import { Turn } from './choice-input';
import { ControlInput } from './control-input';
import { useForm } from './form-context';

/** The fields of an object, one below the other. */
export function FieldList({ fields, path, value }: { fields: readonly Field[]; path: Path; value: unknown }) {
  const own = isFields(value) ? value : {};
  return fields.map((field) => (
    <FieldRow key={field.name} field={field} path={[...path, field.name]} value={own[field.name]} />
  ));
}

// Of what may be left out and has several parts, it is first asked whether it is wanted.
function FieldRow({ field, path, value }: { field: Field; path: Path; value: unknown }) {
  const { set, readOnly } = useForm();
  const { control, blank, ...rest } = field;
  if (blank === undefined) return <ControlInput field={rest} control={control} path={path} value={value} />;
  const on = value !== undefined;
  return (
    <div className="space-y-2.5">
      <Turn
        label={field.label}
        hint={field.hint}
        on={on}
        disabled={readOnly}
        onTurn={(next) => set(path, next ? blank : undefined)}
      />
      {on && (
        <div className="space-y-2.5 border-l-2 pl-3">
          <ControlInput field={{ ...rest, hint: undefined }} control={control} path={path} value={value} />
        </div>
      )}
    </div>
  );
}
