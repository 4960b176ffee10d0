'use client';
import type { Path } from '../_edit/set-at';
import type { Control, Field } from './_specs/field';
import { Choice, SwitchInput } from './choice-input';
import { CodeInput } from './code-input';
import { DurationInput } from './duration-input';
import { FlowInput } from './flow-input';
import { useForm } from './form-context';
import { JsonInput } from './json-input';
import { ListInput } from './list-input';
import { NumberInput } from './number-input';
import { PlainInput } from './plain-input';
import { RecordInput } from './record-input';
import { ShapeInput } from './shape-input';

export type ControlInputProps = {
  field: Omit<Field, 'control' | 'hint'> & { hint?: string | undefined };
  control: Control;
  path: Path;
  value: unknown;
};

/** Whatever edits a value of that sort. */
export function ControlInput({ field: { hint, ...rest }, control, path, value }: ControlInputProps) {
  const { set, readOnly } = useForm();
  const field = hint === undefined ? rest : { ...rest, hint };
  const place = { field, path, value };
  switch (control.type) {
    case 'template':
    case 'expression':
      return <CodeInput {...place} control={control} />;
    case 'plain':
    case 'date':
      return <PlainInput {...place} control={control} />;
    case 'number':
      return <NumberInput {...place} control={control} />;
    case 'switch':
      return <SwitchInput {...place} fallback={control.fallback} />;
    case 'select':
      return (
        <Choice
          label={field.label}
          value={typeof value === 'string' ? value : ''}
          options={control.options}
          disabled={readOnly}
          onChoose={(next) => set(path, next)}
        />
      );
    case 'json':
      return <JsonInput {...place} templates={control.templates} />;
    case 'duration':
      return <DurationInput label={field.label} path={path} value={value} />;
    case 'flow':
      return <FlowInput {...place} />;
    case 'record':
      return <RecordInput {...place} control={control} />;
    case 'list':
      return <ListInput {...place} control={control} />;
    case 'shape':
      return <ShapeInput shape={control.shape} path={path} value={value} />;
  }
}
