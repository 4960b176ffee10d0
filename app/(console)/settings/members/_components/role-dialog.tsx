'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormGroup } from '@/app/_ui/form/form-field';
import { RadioList } from '@/app/_ui/form/radio-list';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { roleChangeSchema } from '@/server/services/member/schema';
import type { Member } from '../_model/member';
import { listGrantable, roleLabel } from './roles';

/** Gives a member another role. */
export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const viewer = useViewer();
  const change = useMutation(
    trpc.organization.changeRole.mutationOptions({
      onSuccess: async (_, given) => {
        // The viewer's own role decides what the console shows.
        if (member.userId === viewer.user.id && given.role !== member.role) return window.location.reload();
        await invalidate(cache, trpc.account.listColleagues.pathFilter());
        toast.success(`${member.name} is now ${roleLabel(given.role).toLowerCase()}`);
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: roleChangeSchema,
    defaultValues: { userId: member.userId, role: member.role },
    send: change.mutateAsync,
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`Role of ${member.name}`} description="Takes effect on their next action.">
        <DialogForm form={form} label="Change role" submit="Change role">
          <FormGroup control={form.control} name="role" label="Role">
            {(field) => <RadioList {...field} options={listGrantable(viewer.role)} />}
          </FormGroup>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
