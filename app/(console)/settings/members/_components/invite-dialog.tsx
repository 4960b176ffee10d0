'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShownOnce } from '@/app/_features/secret/shown-once';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { RadioList } from '@/app/_ui/form/radio-list';
import { Dialog, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { newInvitationSchema } from '@/server/services/invitation/schema';
import { listGrantable } from './roles';

/** Invites a person; without a mail server it shows the link for them, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <Invite onDone={onClose} />
    </Dialog>
  );
}

function Invite({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const viewer = useViewer();
  const { sendsMail } = viewer;
  const invite = useMutation(
    trpc.organization.invite.mutationOptions({
      onSuccess: () => invalidate(cache, trpc.organization.listInvitations.pathFilter()),
    }),
  );
  const form = useServerForm({
    schema: newInvitationSchema,
    defaultValues: { email: '', role: 'agent' },
    send: invite.mutateAsync,
  });
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
      <DialogForm
        form={form}
        label="Invite a member"
        submit={sendsMail ? 'Send the invitation' : 'Make the link'}
      >
        <FormField control={form.control} name="email" label="Email" hint="They will sign in with it.">
          {(field) => <Input {...field} type="email" autoComplete="off" />}
        </FormField>
        <FormGroup control={form.control} name="role" label="Role">
          {(field) => <RadioList {...field} options={listGrantable(viewer.role)} />}
        </FormGroup>
      </DialogForm>
    </DialogContent>
  );
}

/** The link went by mail, so that only readers of that mailbox have it. */
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

function LinkShown({ email, token, onDone }: LinkShownProps) {
  return (
    <ShownOnce
      title="Send them this link"
      description={`${email} can use this link once, within seven days.`}
      warning="Nothing was mailed. Copy the link now; it cannot be shown again."
      text={`${window.location.origin}${paths.join(token)}`}
      label="invitation link"
      onDone={onDone}
    >
      <p className="text-ink-2 text-sm">
        Anyone who has the link can join as {email}, so send it only to them.
      </p>
    </ShownOnce>
  );
}
