'use client';
import { useMutation } from '@tanstack/react-query';
import { CodeInput } from '@/app/_features/sign-in/code-input';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { CopyButton } from '@/app/_ui/value/copy-button';
import { codeSchema } from '@/server/services/factor/schema';

type NewFactor = RouterOutputs['account']['beginFactor'];

type EnrollFactorProps = {
  factor: NewFactor;
  layout: 'dialog' | 'page';
  onDone: (recoveryCodes: string[]) => void;
};

/** Shows the secret for an authenticator app and asks for its first code. */
export function EnrollFactor({ factor, layout, onDone }: EnrollFactorProps) {
  const trpc = useTRPC();
  const confirm = useMutation(
    trpc.account.confirmFactor.mutationOptions({ onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) }),
  );
  const form = useServerForm({
    schema: codeSchema,
    defaultValues: { code: '' },
    send: confirm.mutateAsync,
  });
  return (
    <Form form={form} layout={layout} label="Set up two-step sign-in" submit="Turn on">
      <p className="text-sm">1. Scan this with your authenticator app.</p>
      <QrCode {...factor.qr} />
      <div className="space-y-1.5">
        <p className="text-ink-2 text-xs">Or enter this secret there by hand:</p>
        <div className="flex items-center gap-2 rounded-md border bg-canvas py-1 pr-1 pl-3">
          <code data-testid="factor-secret" className="min-w-0 flex-1 break-all py-1 font-mono text-xs">
            {factor.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </code>
          <CopyButton text={factor.secret} label="secret" />
        </div>
      </div>
      <p className="text-sm">2. Enter the code that the app shows now.</p>
      <FormField control={form.control} name="code" label="Code" hint="Six digits.">
        {(field) => <CodeInput {...field} inputMode="numeric" />}
      </FormField>
    </Form>
  );
}

// Dark on white in both themes, because cameras need it.
function QrCode({ size, path }: NewFactor['qr']) {
  return (
    <svg
      role="img"
      aria-label="QR code for the authenticator app"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="mx-auto size-52 rounded-md border"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
