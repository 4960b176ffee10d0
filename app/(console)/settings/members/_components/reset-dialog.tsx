'use client';
import { useMutation } from '@tanstack/react-query';
import { ShownOnce } from '@/app/_features/secret/shown-once';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { Member } from '../_model/member';

/** Creates a link with which a member chooses a new password. */
export function ResetDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  return (
    <Dialog open={member !== null} onOpenChange={(open) => !open && onClose()}>
      {member && <Reset member={member} onDone={onClose} />}
    </Dialog>
  );
}

function Reset({ member, onDone }: { member: Member; onDone: () => void }) {
  const trpc = useTRPC();
  const make = useMutation(trpc.organization.createResetLink.mutationOptions());
  const error = toShownError(make.error);
  if (make.data) return <ResetShown member={member} made={make.data} onDone={onDone} />;
  return (
    <DialogContent title={`Reset the password of ${member.name}?`} className="max-w-md">
      <DialogBody>
        <p className="text-ink-2 text-sm">
          They get a link to choose a new password. It works once, within 30 minutes. Nothing changes until
          they use it; then they are signed out everywhere.
        </p>
        {error && <ErrorNote error={error} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          pending={make.isPending}
          onClick={() => make.mutate({ userId: member.userId })}
        >
          Create a reset link
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

type ResetShownProps = {
  member: Member;
  made: RouterOutputs['organization']['createResetLink'];
  onDone: () => void;
};

/** Says that the link was mailed, or shows it, once. */
function ResetShown({ member, made, onDone }: ResetShownProps) {
  if (made.outcome === 'sent')
    return (
      <DialogContent
        title="Link sent"
        description={`It was mailed to ${member.email} and works for 30 minutes.`}
        className="max-w-md"
      >
        <DialogFooter>
          <Button variant="primary" onClick={onDone}>
            Done
          </Button>
        </DialogFooter>
      </DialogContent>
    );
  return (
    <ShownOnce
      title={`Give ${member.name} this link`}
      description="Anyone who opens it can choose the password, so give it only to them."
      warning="Nothing was mailed. Copy the link now; it cannot be shown again."
      text={`${window.location.origin}${paths.reset(made.token)}`}
      label="reset link"
      onDone={onDone}
    />
  );
}
