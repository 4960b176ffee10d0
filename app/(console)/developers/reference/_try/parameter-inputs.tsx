'use client';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { keyOf } from '../_model/build-request';
import type { Parameter } from '../_model/openapi';

type ParameterInputsProps = {
  parameters: readonly Parameter[];
  values: Readonly<Record<string, string>>;
  /** The required parameters that were left empty. */
  missing: readonly string[];
  onChange: (values: Record<string, string>) => void;
};

/** The fields of path, query and header parameters. */
export function ParameterInputs({ parameters, values, missing, onChange }: ParameterInputsProps) {
  return parameters.map((parameter) => {
    const key = keyOf(parameter);
    const { name, required = false, schema, example = schema?.example } = parameter;
    return (
      <Field
        key={key}
        label={name}
        optional={!required}
        error={missing.includes(name) ? `Enter ${name}.` : null}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            placeholder={typeof example === 'string' || typeof example === 'number' ? String(example) : ''}
            value={values[key] ?? ''}
            onChange={(event) => onChange({ ...values, [key]: event.target.value })}
            className="h-8 font-mono text-xs"
          />
        )}
      </Field>
    );
  });
}
