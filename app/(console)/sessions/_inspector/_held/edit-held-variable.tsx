'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { parseJson } from '@/app/_lib/parse-json-value';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { useSetSession } from '../_data/use-set-session';

const schema = z.object({
  name: z.string().trim().min(1, 'Enter a name.'),
  value: z.string().transform((text, ctx) => {
    const parsed = parseJson(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: `This is not JSON: ${parsed.reason}` });
    return z.NEVER;
  }),
});

type EditHeldVariableProps = { sessionId: string; onClose: () => void };

/** Sets a variable of the flow before whose step a session is held. */
export function EditHeldVariable({ sessionId, onClose }: EditHeldVariableProps) {
  const trpc = useTRPC();
  const keep = useSetSession();
  const held = useQuery(trpc.debug.preview.queryOptions({ sessionId }));
  const edit = useMutation(trpc.debug.edit.mutationOptions({ onSuccess: keep }));
  const form = useServerForm({
    schema,
    defaultValues: { name: '', value: '' },
    mode: 'onChange',
    send: async ({ name, value }) => {
      await edit.mutateAsync({ sessionId, set: { [name]: value } });
      toast.success(`${name} was set.`);
      onClose();
    },
  });
  const names = Object.keys(held.data?.variables ?? {});
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Change a variable" description="The next step uses the new value.">
        <DialogForm form={form} label="Variable" submit="Set variable">
          <FormField
            control={form.control}
            name="name"
            label="Name"
            {...(names.length > 0 && { hint: `There are ${names.join(', ')}.` })}
          >
            {(field) => <Input {...field} spellCheck={false} maxLength={200} className="font-mono text-sm" />}
          </FormField>
          <FormField control={form.control} name="value" label="Value" hint="JSON: put text in quotes.">
            {(field) => (
              <Textarea {...field} spellCheck={false} className="min-h-28 font-mono text-xs leading-5" />
            )}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
