'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CopyButton } from '@/app/_ui/value/copy-button';
import { RolePicker } from './role-picker';
import type { Role } from './roles';

/** Invites a person and shows the link, once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <Invite onDone={onClose} />}
    </Dialog>
  );
}

function Invite({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { sendsMail } = useViewer();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const invite = useMutation(
    trpc.organization.invite.mutationOptions({
      onSuccess: () => invalidate(cache, trpc.organization.listInvitations.pathFilter()),
    }),
  );
  if (invite.data) {
    const { invitation, token } = invite.data;
    if (token === null) return <Sent email={invitation.email} onDone={onDone} />;
    return <LinkShown email={invitation.email} token={token} onDone={onDone} />;
  }
  return (
    <DialogContent
      title="Invite a member"
      description={
        sendsMail
          ? 'They get a link by mail.'
          : 'You get a link to send them. This server does not send mail.'
      }
    >
      <FormShell
        layout="dialog"
        label="Invite a member"
        submit={sendsMail ? 'Send the invitation' : 'Make the link'}
        pending={invite.isPending}
        error={toFormError(invite.error, ['email', 'role'])}
        onSubmit={() => invite.mutate({ email, role })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field label="Email" hint="They will sign in with it." error={fieldError(invite.error, 'email')}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RolePicker role={role} onChange={setRole} error={fieldError(invite.error, 'role')} />
      </FormShell>
    </DialogContent>
  );
}

/** The link was mailed, so that only the mailbox's owner has it. */
function Sent({ email, onDone }: { email: string; onDone: () => void }) {
  return (
    <DialogContent
      title="Invitation sent"
      description={`It was mailed to ${email} and works once, for seven days.`}
    >
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

type LinkShownProps = { email: string; token: string; onDone: () => void };

/** Shows the link, once. A click beside the dialog does not close it. */
function LinkShown({ email, token, onDone }: LinkShownProps) {
  const link = `${window.location.origin}${paths.join(token)}`;
  return (
    <DialogContent
      title="Send them this link"
      description={`${email} can use this link once, within seven days.`}
      onInteractOutside={(event) => event.preventDefault()}
    >
      <DialogBody>
        <div className="flex items-center gap-2 rounded-md border border-waiting-dot/50 bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          Nothing was mailed. Copy the link now; it cannot be shown again.
        </div>
        <div className="flex items-center gap-2 rounded-md border bg-canvas py-1 pr-1 pl-3">
          <code data-testid="invitation-link" className="min-w-0 flex-1 break-all py-1 font-mono text-sm">
            {link}
          </code>
          <CopyButton text={link} label="invitation link" wide />
        </div>
        <p className="text-ink-2 text-sm">
          Anyone who has the link can join as {email}, so send it only to them.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}
