'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { contactChangeSchema } from '@/server/services/contact/schema';
import type { Contact } from '../../_model/contact';
import { parseAttributes, toChangedAttributes } from '../_model/attributes-text';

const orNull = z.string().transform((text) => text.trim() || null);
const attributesText = z.string().transform((text, check) => {
  const parsed = parseAttributes(text);
  if (parsed.ok) return parsed.attributes;
  check.addIssue({ code: 'custom', message: parsed.reason });
  return z.NEVER;
});

/** Changes the name, the locale and the attributes of a contact. */
export function EditDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const update = useMutation(
    trpc.contact.update.mutationOptions({
      onSuccess: async () => {
        await invalidate(queryClient, trpc.contact.pathFilter());
        toast.success('Contact saved');
        onClose();
      },
    }),
  );
  const form = useServerForm({
    schema: z.object({
      name: orNull.pipe(contactChangeSchema.shape.name.unwrap()),
      locale: orNull.pipe(contactChangeSchema.shape.locale.unwrap()),
      attributes: attributesText,
    }),
    defaultValues: {
      name: contact.name ?? '',
      locale: contact.locale ?? '',
      attributes: JSON.stringify(contact.attributes, null, 2),
    },
    send: ({ attributes, ...fields }) =>
      update.mutateAsync({
        ...{ ...fields, contactId: contact.id },
        attributes: toChangedAttributes(contact.attributes, attributes),
      }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Edit contact"
        description="A running session reads the change with the next message of its thread."
      >
        <DialogForm form={form} label="Edit contact" submit="Save contact">
          <FormField control={form.control} name="name" label="Name" optional>
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          <FormField
            control={form.control}
            name="locale"
            label="Locale"
            hint="A language tag, such as pt-BR."
            optional
          >
            {(field) => <Input {...field} autoComplete="off" spellCheck={false} className="font-mono" />}
          </FormField>
          <FormField
            control={form.control}
            name="attributes"
            label="Attributes"
            hint="JSON, at most 4,096 characters together with name and locale."
          >
            {(field) => <Textarea {...field} rows={8} spellCheck={false} className="font-mono text-xs" />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
