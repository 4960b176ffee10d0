'use client';
import { useMutation } from '@tanstack/react-query';
import { RecoveryCodes } from '@/app/_features/factor/recovery-codes';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CodeDialog } from './code-dialog';

const TITLE = 'New recovery codes';

/** Replaces the recovery codes, after asking for a code, and shows the new ones. */
export function NewCodes({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const make = useMutation(trpc.account.makeRecoveryCodes.mutationOptions());
  if (!make.data)
    return (
      <CodeDialog
        title={TITLE}
        description="Your old recovery codes stop working."
        action="Make new codes"
        onCode={make.mutateAsync}
      />
    );
  return (
    <DialogContent title={TITLE} className="max-w-md" onInteractOutside={(event) => event.preventDefault()}>
      <DialogBody>
        <RecoveryCodes codes={make.data} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have saved them
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}
