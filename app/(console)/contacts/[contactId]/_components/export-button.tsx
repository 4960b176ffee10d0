'use client';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { saveFile } from '@/app/_lib/save-file';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { type Contact, nameContact } from '../../_model/contact';

/** Saves everything that was said with a person, kept about them and sent as one file. */
export function ExportButton({ contact }: { contact: Contact }) {
  const trpc = useTRPC();
  const file = useMutation(
    trpc.contact.export.mutationOptions({
      onSuccess: (person) =>
        saveFile(`${nameContact(contact)}.json`, 'application/json', `${JSON.stringify(person, null, 2)}\n`),
      onError: (error) => toast.error(toShownError(error)?.title ?? 'The contact could not be exported.'),
    }),
  );
  return (
    <Button disabled={file.isPending} onClick={() => file.mutate({ contactId: contact.id })}>
      <Download aria-hidden /> Export
    </Button>
  );
}
