'use client';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { keyOf } from '../_model/build-request';
import type { Parameter } from '../_model/openapi';
import { FlowInput } from './flow-input';

type ParameterInputsProps = {
  parameters: readonly Parameter[];
  values: Readonly<Record<string, string>>;
  /** The required parameters that were left empty. */
  missing: readonly string[];
  onChange: (values: Record<string, string>) => void;
};

const FLOW = 'flowId';

/** The fields of path, query and header parameters; a flow is chosen by its name. */
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
        {(control) => {
          const shared = {
            ...control,
            autoComplete: 'off',
            spellCheck: false,
            placeholder: typeof example === 'string' || typeof example === 'number' ? String(example) : '',
            value: values[key] ?? '',
            className: 'h-8 font-mono text-xs',
          };
          const change = (value: string) => onChange({ ...values, [key]: value });
          if (name === FLOW) return <FlowInput {...shared} onChange={change} />;
          return <Input {...shared} onChange={(event) => change(event.target.value)} />;
        }}
      </Field>
    );
  });
}
