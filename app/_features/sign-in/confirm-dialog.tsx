'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CodeField } from './code-field';

const TITLE = 'Confirm your identity';
const WHY = 'This changes access rights. You signed in a while ago, so confirm your identity.';

type ConfirmDialogProps = {
  open: boolean;
  oidcName: string | null;
  onClose: (isConfirmed: boolean) => void;
};

/** Asks the person for a fresh sign-in. */
export function ConfirmDialog({ open, oidcName, onClose }: ConfirmDialogProps) {
  const { user } = useViewer();
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose(false)}>
      {open &&
        (user.hasPassword ? (
          <ByPassword onDone={() => onClose(true)} />
        ) : (
          <ByProvider name={oidcName ?? 'single sign-on'} />
        ))}
    </Dialog>
  );
}

function ByPassword({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const { user } = useViewer();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const refresh = useMutation(trpc.account.refreshSignIn.mutationOptions({ onSuccess: onDone }));
  return (
    <DialogContent
      title={TITLE}
      description={WHY}
      className="max-w-md"
      onInteractOutside={(event) => event.preventDefault()}
    >
      <FormShell
        layout="dialog"
        label={TITLE}
        submit="Confirm"
        pending={refresh.isPending}
        error={toFormError(refresh.error, ['password', 'code'])}
        onSubmit={() => refresh.mutate({ password, ...(user.hasFactor && { code }) })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        {/* Tells a password manager whose password this is. */}
        <input type="email" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <Field label="Your password" error={fieldError(refresh.error, 'password')}>
          {(control) => (
            <PasswordInput
              {...control}
              required
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {user.hasFactor && (
          <CodeField value={code} onChange={setCode} error={fieldError(refresh.error, 'code')} />
        )}
      </FormShell>
    </DialogContent>
  );
}

// Signing in there leaves this page, so the action must be repeated.
function ByProvider({ name }: { name: string }) {
  const again = () => signIn('oidc', { callbackUrl: window.location.href }, { prompt: 'login' });
  return (
    <DialogContent title={TITLE} description={WHY} className="max-w-md">
      <DialogBody>
        <p className="text-ink-2 text-sm">You will return to this page. Then repeat the action.</p>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button variant="primary" onClick={again}>
          Continue with {name}
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}
