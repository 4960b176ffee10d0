'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { paths } from '@/app/_lib/paths';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { slugText } from '../_model/slug-text';
import { BundleReport } from './bundle-report';
import { type ChosenFile, readFlowFile } from './read-flow-file';

type ReadFile = Extract<ChosenFile, { ok: true }>;

const schema = z.object({
  file: z.custom<ChosenFile | null>().transform((chosen, ctx): ReadFile => {
    if (chosen?.ok) return chosen;
    ctx.addIssue({ code: 'custom', message: chosen ? chosen.reason : 'Choose a file.' });
    return z.NEVER;
  }),
  slug: slugText,
});

type Chosen = z.output<typeof schema>;

/** Creates a flow from an exported file, or creates and updates the flows of a bundle. */
export function ImportFlowDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const check = useMutation(trpc.flow.importBundle.mutationOptions());
  const importing = useImport(onClose);
  const form = useServerForm({
    schema,
    defaultValues: { file: null, slug: '' },
    send: importing.mutateAsync,
  });
  const { control } = form;
  const chosen = useWatch({ control, name: 'file' });
  const choose = async (file: File | undefined) => {
    const read = file ? await readFlowFile(file) : null;
    form.clearErrors();
    form.setFailure(null);
    check.reset();
    form.setValue('slug', read?.ok && read.kind === 'flow' ? read.slug : '');
    form.setValue('file', read, { shouldValidate: read !== null });
    if (read?.ok && read.kind === 'bundle') check.mutate({ bundle: read.bundle, dryRun: true });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Import flows"
        description="A flow file creates a new flow with a draft. A bundle also saves drafts of flows that have its slugs. Nothing is published."
      >
        <DialogForm
          form={form}
          label="Import flows"
          submit={chosen?.ok && chosen.kind === 'bundle' ? 'Import flows' : 'Import flow'}
          pending={importing.isPending || importing.isSuccess}
        >
          <FormField
            control={control}
            name="file"
            label="File"
            hint={chosen?.ok ? chosen.summary : 'A .flow.json or .bundle.json file.'}
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
          {chosen?.ok && chosen.kind === 'flow' && (
            <FormField control={control} name="slug" label="Slug" hint="Used in URLs. It must be unique.">
              {(field) => <Input {...field} className="font-mono" maxLength={63} spellCheck={false} />}
            </FormField>
          )}
          {check.data && <BundleReport report={check.data} />}
          {check.error && (
            <ErrorNote error={toShownError(check.error) ?? { title: 'The bundle could not be checked.' }} />
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

/** Imports the chosen file, and then shows the new flow, or closes the dialog over the list with the bundle's flows. */
function useImport(onClose: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, slug }: Chosen) => {
      if (file.kind === 'flow') return { flow: await client.flow.import.mutate({ file: file.file, slug }) };
      return { report: await client.flow.importBundle.mutate({ bundle: file.bundle }) };
    },
    onSuccess: ({ flow, report }) => {
      void invalidate(queries, trpc.flow.pathFilter());
      if (flow) return router.push(paths.flow(flow.id));
      toast.success(describeImport(report.flows), { position: 'top-center' });
      onClose();
    },
  });
}

function describeImport(flows: readonly { action: string }[]): string {
  const count = (action: string) => String(flows.filter((flow) => flow.action === action).length);
  return `Flows: ${count('created')} created, ${count('updated')} updated, ${count('unchanged')} unchanged.`;
}
