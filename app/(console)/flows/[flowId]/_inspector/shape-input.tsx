'use client';
import { fieldsIn, isFields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Path } from '../_edit/set-at';
import type { Shape, Union } from './_specs/field';
import { Choice } from './choice-input';
import { FieldList } from './field-list';
import { useForm } from './form-context';

/** The members of an object; of a union first which of its kinds it is. */
export function ShapeInput({ shape, path, value }: { shape: Shape; path: Path; value: unknown }) {
  if ('fields' in shape) return <FieldList fields={shape.fields} path={path} value={value} />;
  return <UnionInput union={shape} path={path} value={value} />;
}

function UnionInput({ union, path, value }: { union: Union; path: Path; value: unknown }) {
  const { set, readOnly } = useForm();
  const fields = isFields(value) ? value : fieldsIn({}, '');
  const type = textIn(fields, 'type');
  const chosen = union.options.find((option) => option.value === type);
  // What both kinds have is kept, so that a text that becomes buttons is still said.
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
      <Choice
        label={union.label}
        value={type}
        options={union.options}
        disabled={readOnly}
        onChoose={choose}
      />
      {chosen && <FieldList key={type} fields={chosen.fields} path={path} value={value} />}
    </div>
  );
}

type Variant = Union['options'][number];

function sameControl(before: Variant | undefined, name: string, after: Variant): boolean {
  const find = (variant: Variant | undefined) =>
    variant?.fields.find((field) => field.name === name)?.control;
  return JSON.stringify(find(before)) === JSON.stringify(find(after));
}
