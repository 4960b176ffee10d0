'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { FormShell } from '@/app/_ui/form/form';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Member } from '../_model/member';
import { RolePicker } from './role-picker';
import { type Role, roleLabel } from './roles';

/** Changes the role of a member. */
export function RoleDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  return (
    <Dialog open={member !== null} onOpenChange={(open) => !open && onClose()}>
      {member && <ChangeRole member={member} onDone={onClose} />}
    </Dialog>
  );
}

function ChangeRole({ member, onDone }: { member: Member; onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { user } = useViewer();
  const [role, setRole] = useState<Role>(member.role);
  const change = useMutation(
    trpc.organization.changeRole.mutationOptions({
      onSuccess: async (_, given) => {
        // The person's own role decides which pages they see.
        if (member.userId === user.id && given.role !== member.role) return window.location.reload();
        await invalidate(cache, trpc.account.listColleagues.pathFilter());
        toast.success(`${member.name} is now ${roleLabel(given.role).toLowerCase()}`);
      },
    }),
  );
  return (
    <DialogContent title={`Role of ${member.name}`} description="Takes effect on their next action.">
      <FormShell
        layout="dialog"
        label="Change role"
        submit="Change role"
        pending={change.isPending}
        error={toFormError(change.error, ['role'])}
        onSubmit={() => change.mutate({ userId: member.userId, role }, { onSuccess: onDone })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <RolePicker role={role} onChange={setRole} error={fieldError(change.error, 'role')} />
      </FormShell>
    </DialogContent>
  );
}
