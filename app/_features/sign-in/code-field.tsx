import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';

type CodeFieldProps = {
  value: string;
  onChange: (code: string) => void;
  error: string | null;
  /** Whether a recovery code is accepted as well. */
  orRecovery?: boolean;
};

/** A field for the code of the authenticator app. */
export function CodeField({ value, onChange, error, orRecovery = true }: CodeFieldProps) {
  const hint = orRecovery
    ? 'Six digits from your authenticator app, or one of your recovery codes.'
    : 'Six digits.';
  return (
    <Field label="Code" hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          name="code"
          required
          // Recovery codes contain letters.
          inputMode={orRecovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          className="font-mono"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
