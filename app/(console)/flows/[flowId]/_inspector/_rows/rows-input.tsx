'use client';
import { useState } from 'react';
import { readAssignedValue } from '@/app/_features/flow/condition/assigned-value';
import { readCondition } from '@/app/_features/flow/condition/read-condition';
import { Button } from '@/app/_ui/button';
import type { Path } from '../../_edit/set-at';
import { CodeInput } from '../_inputs/code-input';
import { FieldFrame } from '../_inputs/field-frame';
import { useForm } from '../_inputs/form-context';
import type { Control, Field } from '../_specs/field';
import { AssignedRow } from './assigned-row';
import { ConditionRows } from './condition-rows';

type ExpressionControl = Extract<Control, { type: 'expression' }>;
type RowsInputProps = {
  field: Omit<Field, 'control'>;
  control: ExpressionControl & { rows: NonNullable<ExpressionControl['rows']> };
  path: Path;
  value: unknown;
};

const NO_LOCALS: readonly string[] = [];
const READ = { condition: readCondition, value: readAssignedValue };

/** An expression without code: the rows of a condition or a value. Code is one press away, and stays code where rows cannot show it. */
export function RowsInput({ field, control, path, value }: RowsInputProps) {
  const { set, errorAt, readOnly } = useForm();
  const [asCode, setAsCode] = useState(false);
  const source = typeof value === 'string' ? value : '';
  const reading = source === '' ? null : READ[control.rows](source);
  const unreadable = reading?.ok === false ? reading.part : null;
  // Code that becomes readable while it is typed stays code.
  if (unreadable !== null && !asCode) setAsCode(true);
  const toggle = !readOnly && unreadable === null && (
    <Button variant="link" className="text-xs" onClick={() => setAsCode(!asCode)}>
      {asCode ? 'Edit without code' : 'Edit as code'}
    </Button>
  );
  if (asCode || unreadable !== null)
    return (
      <CodeInput
        field={unreadable === null ? field : { ...field, hint: explain(unreadable, field.hint) }}
        control={control}
        path={path}
        value={value}
        aside={toggle}
      />
    );
  const write = (next: string) => set(path, next === '' && field.optional ? undefined : next);
  const place = { label: field.label, source, locals: control.locals ?? NO_LOCALS, onChange: write };
  return (
    <FieldFrame
      label={field.label}
      hint={field.hint}
      optional={field.optional}
      error={errorAt(path)}
      aside={toggle}
    >
      {() => (control.rows === 'condition' ? <ConditionRows {...place} /> : <AssignedRow {...place} />)}
    </FieldFrame>
  );
}

function explain(part: string, hint: string | undefined): string {
  const reason = `This stays code, because the form without code has nothing for “${part}”.`;
  return hint ? `${reason} ${hint}` : reason;
}
