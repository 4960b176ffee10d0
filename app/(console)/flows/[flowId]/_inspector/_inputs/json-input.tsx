'use client';
import { useEffect, useMemo, useState } from 'react';
import { CodeField } from '@/app/_features/flow/code/code-field';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseJson } from '@/app/_features/flow/json/parse-json';
import type { Json } from '@/server/engine/json';
import type { Path } from '../../_edit/set-at';
import type { Field } from '../_specs/field';
import { FieldFrame } from './field-frame';
import { useForm } from './form-context';
import { LiveValue } from './live-value';
import { useSourceValue } from './use-source-value';

type JsonInputProps = { field: Omit<Field, 'control'>; templates: boolean; path: Path; value: unknown };

const NO_LOCALS: readonly string[] = [];

/** A value as JSON, taken whenever the text is valid. */
export function JsonInput({ field, templates, path, value }: JsonInputProps) {
  const { set, errorAt, readOnly, variables, vocabulary, sample, sampleName } = useForm();
  const [text, setText] = useState(() => write(value));
  const [focused, setFocused] = useState(false);
  const typed = useMemo(() => parseJson(text), [text]);
  const scope = useMemo(() => ({ variables, vocabulary, locals: NO_LOCALS }), [variables, vocabulary]);
  // A value that changed elsewhere, as by undo, replaces the text; the same value keeps its typed form.
  useEffect(() => {
    setText((current) => (hasValue(current, value) ? current : write(value)));
  }, [value]);
  const live = useSourceValue(
    { as: 'data', source: (value ?? null) as Json, variables: sample },
    focused && templates && text.includes('{{'),
  );
  const type = (next: string) => {
    setText(next);
    const parsed = parseJson(next);
    if (parsed.ok) set(path, parsed.value);
  };
  const error = typed.ok ? errorAt(path) : `${typed.error.message} The last valid value is kept.`;
  return (
    <FieldFrame label={field.label} hint={field.hint} error={error}>
      {(describedBy) => (
        <>
          <CodeField
            label={`${field.label}, JSON`}
            describedBy={describedBy}
            invalid={error !== null}
            language={templates ? 'template' : 'plain'}
            long
            mono
            readOnly={readOnly}
            value={text}
            scope={scope}
            onChange={type}
            onFocusChange={setFocused}
          />
          {live && <LiveValue value={live} locals={NO_LOCALS} sampleName={sampleName} />}
        </>
      )}
    </FieldFrame>
  );
}

function write(value: unknown): string {
  return value === undefined ? 'null' : formatJson(value);
}

function hasValue(text: string, value: unknown): boolean {
  const parsed = parseJson(text);
  return parsed.ok && JSON.stringify(parsed.value) === JSON.stringify(value);
}
