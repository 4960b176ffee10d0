'use client';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import type { SecurityScheme } from '../_model/openapi';

type SecretInputProps = { scheme: SecurityScheme; value: string; onChange: (value: string) => void };

/** The reader's own key; it stays in this tab. */
export function SecretInput({ scheme, value, onChange }: SecretInputProps) {
  const label = scheme.type === 'http' ? 'Key' : scheme.name;
  return (
    <Field
      label={label}
      error={null}
      hint="Kept in this tab until you close it, and sent only to this server."
    >
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={scheme.type === 'http' ? 'Your key' : 'Your publishable key'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="font-mono text-xs"
        />
      )}
    </Field>
  );
}
