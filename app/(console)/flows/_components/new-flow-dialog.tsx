'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { textIn } from '@/app/_features/flow/graph/read-fields';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { newFlowSchema } from '@/server/services/flow/schema';
import { toSlug } from '@/server/services/flow/slug';
import { BLANK, EXAMPLES } from '../_examples/examples';
import { slugText } from '../_model/slug-text';
import { ExampleChoice } from './example-choice';

const schema = newFlowSchema.pick({ name: true }).extend({ example: z.string(), slug: slugText });

/** Creates a blank flow, or one from an example. */
export function NewFlowDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.flow.create.mutationOptions({
      onSuccess: (flow) => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        router.push(paths.flow(flow.id, { node: textIn(flow.draft, 'start') }));
      },
    }),
  );
  const form = useServerForm({
    schema,
    defaultValues: { example: BLANK.id, name: '', slug: '' },
    send: ({ example, ...values }) => {
      const definition = EXAMPLES.find(({ id }) => id === example)?.definition;
      return create.mutateAsync({ ...values, definition });
    },
  });
  const { control } = form;
  const [example, name] = useWatch({ control, name: ['example', 'name'] });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="New flow"
        description="A new flow is a draft. Callers can use it after you publish it."
      >
        <DialogForm
          form={form}
          label="New flow"
          submit="Create flow"
          pending={create.isPending || create.isSuccess}
        >
          <ExampleChoice
            examples={EXAMPLES}
            chosen={example}
            onChoose={(id) => form.setValue('example', id)}
          />
          <FormField control={control} name="name" label="Name">
            {(field) => <Input {...field} autoFocus maxLength={200} />}
          </FormField>
          <FormField
            control={control}
            name="slug"
            label="Slug"
            optional
            hint="Used in URLs and by flows that call this one. It cannot be changed later."
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono"
                maxLength={63}
                spellCheck={false}
                placeholder={toSlug(name)}
              />
            )}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
