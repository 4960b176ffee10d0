'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Label } from '@/app/_ui/form/label';
import { Switch } from '@/app/_ui/form/switch';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';

const WHO =
  'Members who sign in with a password must set up an authenticator app before they can do anything else. Members who use single sign-on are asked there. API keys are not affected.';

/** Sets whether members need a second factor; only an owner may. */
export function FactorForm({ isRequired }: { isRequired: boolean }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const id = useId();
  const { role, user } = useViewer();
  const save = useMutation(
    trpc.organization.changeSettings.mutationOptions({
      onSuccess: async ({ requiresFactor }) => {
        // An owner without a second factor has to set one up as well.
        if (requiresFactor && !user.hasFactor) return window.location.reload();
        await invalidate(cache, trpc.organization.getSettings.pathFilter());
        toast.success(requiresFactor ? 'Two-step sign-in is required' : 'Two-step sign-in is optional');
      },
    }),
  );
  const error = toShownError(save.error);
  return (
    <Card>
      <CardHeader
        title="Two-step sign-in"
        description="A code from an authenticator app after the password."
      />
      <CardBody className="space-y-3">
        {role === 'owner' ? (
          <div className="flex items-center gap-3">
            <Switch
              id={id}
              checked={isRequired}
              disabled={save.isPending}
              onCheckedChange={(requiresFactor) => save.mutate({ requiresFactor })}
            />
            <Label htmlFor={id}>Require it of all members</Label>
          </div>
        ) : (
          <p>{isRequired ? 'Required of all members' : 'Optional'}</p>
        )}
        <p className="text-ink-2 text-sm">{WHO}</p>
        {error && <ErrorNote error={error} />}
      </CardBody>
    </Card>
  );
}
