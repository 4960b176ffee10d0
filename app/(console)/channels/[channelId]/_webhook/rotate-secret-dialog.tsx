'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { OverlapForm } from '@/app/_features/secret/overlap-form';
import { useTRPC } from '@/app/_trpc/context';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { WebhookSecretShown } from '../../_components/webhook-secret-shown';

type RotateSecretDialogProps = { channelId: string; onClose: () => void };

/** Creates a new signing secret and shows it, once; the old ones also sign for a while. */
export function RotateSecretDialog({ channelId, onClose }: RotateSecretDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rotate = useMutation(
    trpc.channel.rotateSecret.mutationOptions({
      onSuccess: ({ channel }) => setQueryAnswer(queries, trpc.channel.get.queryKey({ channelId }), channel),
    }),
  );
  const secret = rotate.data?.webhookSecret;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {secret ? (
        <WebhookSecretShown title="Signing secret rotated" secret={secret} onDone={onClose} />
      ) : (
        <DialogContent
          title="Rotate the signing secret"
          description="During the overlap, every attempt is signed with both secrets."
        >
          <OverlapForm
            action="Rotate secret"
            label="The old secret stops signing"
            atOnce="A receiver that knows only the old secret refuses deliveries at once."
            later="Give the new secret to your receiver before then."
            send={(overlapMs) => rotate.mutateAsync({ channelId, overlapMs })}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}
