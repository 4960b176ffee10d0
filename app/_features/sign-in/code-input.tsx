import type { ComponentProps } from 'react';
import { Input } from '@/app/_ui/form/input';

export const CODE_HINT = 'Six digits from your authenticator app, or one of your recovery codes.';

/** A code of the authenticator app, or a recovery code, which has letters. */
export function CodeInput(props: ComponentProps<'input'>) {
  return (
    <Input
      required
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      className="font-mono"
      {...props}
    />
  );
}
