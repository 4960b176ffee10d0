'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { type Contact, nameContact } from '../../_model/contact';
import { addErasures, describeErasure } from '../_model/describe-erasure';

/** Asks before everything of a person is erased, and says what was. */
export function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const name = nameContact(contact);
  const erased = useRef<Parameters<typeof addErasures>[0]>(null);
  const erase = useMutation(
    trpc.contact.erase.mutationOptions({
      onSuccess: (part): void => {
        erased.current = addErasures(erased.current, part.erased);
        // One call works for some seconds; the next one goes on.
        if (!part.complete) {
          erase.mutate({ contactId: contact.id });
          return;
        }
        toast.success(`Erased: ${describeErasure(erased.current)}`);
        router.replace(paths.contacts());
        void invalidate(queryClient, trpc.contact.list.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Erase everything of ${name}?`}
      action="Erase person"
      typed={name}
      pending={erase.isPending || erase.isSuccess}
      error={toShownError(erase.error)}
      onConfirm={() => erase.mutate({ contactId: contact.id })}
    >
      <p>This permanently deletes:</p>
      <ul className="my-1.5 list-disc space-y-0.5 pl-5">
        <li>the contact with its addresses and attributes</li>
        <li>its sessions with transcripts, notes, webhooks and files; running ones end at once</li>
        <li>tests of flows that were made from its sessions</li>
      </ul>
      <p>Export it first if you have to hand it over. The audit log keeps the counts alone.</p>
    </ConfirmDialog>
  );
}
