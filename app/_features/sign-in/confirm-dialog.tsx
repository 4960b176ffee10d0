'use client';
import { useMutation } from '@tanstack/react-query';
import { signIn } from 'next-auth/react';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { refreshSignInSchema } from '@/server/services/sign-in/schema';
import { AccountHint } from './account-hint';
import { CODE_HINT, CodeInput } from './code-input';

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
  const refresh = useMutation(trpc.account.refreshSignIn.mutationOptions({ onSuccess: onDone }));
  const form = useServerForm({
    schema: refreshSignInSchema,
    defaultValues: { password: '', ...(user.hasFactor && { code: '' }) },
    send: refresh.mutateAsync,
  });
  return (
    <DialogContent
      title={TITLE}
      description={WHY}
      className="max-w-md"
      onInteractOutside={(event) => event.preventDefault()}
    >
      <DialogForm form={form} label={TITLE} submit="Confirm">
        <AccountHint email={user.email} />
        <FormField control={form.control} name="password" label="Your password">
          {(field) => <PasswordInput {...field} required autoComplete="current-password" />}
        </FormField>
        {user.hasFactor && (
          <FormField control={form.control} name="code" label="Code" hint={CODE_HINT}>
            {(field) => <CodeInput {...field} />}
          </FormField>
        )}
      </DialogForm>
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
