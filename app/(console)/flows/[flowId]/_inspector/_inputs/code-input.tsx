'use client';
import { useMemo, useState } from 'react';
import { CodeField } from '@/app/_features/flow/code/code-field';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { FieldFrame } from './field-frame';
import { useForm } from './form-context';
import { LiveValue } from './live-value';
import { useSourceValue } from './use-source-value';

type CodeControl = Extract<Control, { type: 'template' | 'expression' }>;
type CodeInputProps = { field: Omit<Field, 'control'>; control: CodeControl; path: Path; value: unknown };

const NO_LOCALS: readonly string[] = [];

/** An expression or a template, with its current value while it is edited. */
export function CodeInput({ field, control, path, value }: CodeInputProps) {
  const { set, errorAt, readOnly, variables, vocabulary, sample, sampleName } = useForm();
  const [focused, setFocused] = useState(false);
  const locals = control.locals ?? NO_LOCALS;
  const text = typeof value === 'string' ? value : '';
  const scope = useMemo(() => ({ variables, vocabulary, locals }), [variables, vocabulary, locals]);
  const showsValue = control.type === 'expression' || text.includes('{{');
  const live = useSourceValue({ as: control.type, source: text, variables: sample }, focused && showsValue);
  const error = errorAt(path);
  return (
    <FieldFrame label={field.label} hint={field.hint} optional={field.optional} error={error}>
      {(describedBy) => (
        <>
          <CodeField
            label={field.label}
            describedBy={describedBy}
            invalid={error !== null}
            language={control.type}
            long={'long' in control && control.long}
            readOnly={readOnly}
            placeholder={control.placeholder}
            value={text}
            scope={scope}
            onChange={(next) => set(path, next === '' && field.optional ? undefined : next)}
            onFocusChange={setFocused}
          />
          {live && (live.ok || !error) && <LiveValue value={live} locals={locals} sampleName={sampleName} />}
        </>
      )}
    </FieldFrame>
  );
}
