'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { slugText } from '../_model/slug-text';
import { type ChosenFile, readFlowFile } from './read-flow-file';

const schema = z.object({
  file: z.custom<ChosenFile | null>().transform((chosen, ctx) => {
    if (chosen?.ok) return chosen.file;
    ctx.addIssue({ code: 'custom', message: chosen ? chosen.reason : 'Choose a file.' });
    return z.NEVER;
  }),
  slug: slugText,
});

/** Creates a flow from an exported file. */
export function ImportFlowDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const importFlow = useMutation(
    trpc.flow.import.mutationOptions({
      onSuccess: (flow) => {
        void invalidate(queries, trpc.flow.list.pathFilter());
        router.push(paths.flow(flow.id));
      },
    }),
  );
  const form = useServerForm({
    schema,
    defaultValues: { file: null, slug: '' },
    send: importFlow.mutateAsync,
  });
  const { control } = form;
  const chosen = useWatch({ control, name: 'file' });
  const choose = async (file: File | undefined) => {
    const read = file ? await readFlowFile(file) : null;
    form.clearErrors();
    form.setFailure(null);
    form.setValue('slug', read?.ok ? read.slug : '');
    form.setValue('file', read, { shouldValidate: read !== null });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Import a flow"
        description="Creates a new flow with a draft. Nothing is published."
      >
        <DialogForm
          form={form}
          label="Import a flow"
          submit="Import flow"
          pending={importFlow.isPending || importFlow.isSuccess}
        >
          <FormField
            control={control}
            name="file"
            label="File"
            hint={chosen?.ok ? chosen.summary : 'A .flow.json file, up to 1 MB.'}
          >
            {({ value: _, ...field }) => (
              <input
                {...field}
                type="file"
                accept=".json,application/json"
                onChange={(event) => void choose(event.target.files?.[0])}
                className="field h-9 py-1 text-sm file:mr-3 file:h-6.5 file:rounded-sm file:border-0 file:bg-hover file:px-2.5 file:font-medium file:text-ink file:text-sm"
              />
            )}
          </FormField>
          {chosen?.ok && (
            <FormField control={control} name="slug" label="Slug" hint="Used in URLs. It must be unique.">
              {(field) => <Input {...field} className="font-mono" maxLength={63} spellCheck={false} />}
            </FormField>
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
