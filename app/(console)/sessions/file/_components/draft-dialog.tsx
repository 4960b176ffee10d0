'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Engine } from '@/app/_features/flow/engine/create-engine';
import { useCalledFlows } from '@/app/_features/flow/engine/use-called-flows';
import { explainParting } from '@/app/_features/session/compare-words';
import { ComparedRun } from '@/app/_features/session/compared-run';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Field } from '@/app/_ui/form/field';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { OpenFile } from '../_data/use-opened-file';
import { explainMissingAnswer } from '../_model/file-words';

const MOST_FLOWS = 100;

type DraftDialogProps = { engine: Engine; opened: OpenFile; open: boolean; onClose: () => void };

/** Runs the session of a file on the draft of a flow of this organization, and shows both runs side by side. */
export function DraftDialog({ engine, opened, open, onClose }: DraftDialogProps) {
  const trpc = useTRPC();
  const flows = useQuery(trpc.flow.list.queryOptions({ limit: MOST_FLOWS }));
  const [chosen, setChosen] = useState<string | null>(null);
  const slug = opened.session.flows[0]?.slug;
  const flowId = chosen ?? flows.data?.items.find((flow) => flow.slug === slug)?.id ?? '';
  const error = toShownError(flows.error);
  return (
    <Dialog open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        className="max-w-[min(90rem,calc(100vw-32px))]"
        title="Try on a draft"
        description="The people of the session say the same to the draft, and its calls get the answers of the file. Nothing is sent."
      >
        <DialogBody>
          {error && <ErrorNote error={error} />}
          <Field label="Flow" error={null}>
            {(control) => (
              <Select
                {...control}
                value={flowId}
                onValueChange={setChosen}
                placeholder="Choose a flow"
                options={(flows.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          {flowId !== '' && <OnDraft key={flowId} engine={engine} opened={opened} flowId={flowId} />}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function OnDraft({
  engine,
  opened,
  flowId,
}: Pick<DraftDialogProps, 'engine' | 'opened'> & { flowId: string }) {
  const { error, result } = useRunOnDraft(engine, opened.file, flowId);
  if (error) return <ErrorNote error={error} />;
  if (!result) return <Skeleton className="h-96 w-full" />;
  return (
    <>
      <p role="status" className="text-sm">
        {explainMissingAnswer(result.stop) ?? explainParting(result)}
      </p>
      <div className="grid gap-3 md:grid-cols-2">
        <ComparedRun name="Recorded" run={result.past} place={result.parting?.past ?? null} />
        <ComparedRun name="On the draft" run={result.next} place={result.parting?.next ?? null} />
      </div>
    </>
  );
}

/** Reads the draft with the flows that it calls, and runs the file on it. */
function useRunOnDraft(engine: Engine, file: File, flowId: string) {
  const trpc = useTRPC();
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }));
  const called = useCalledFlows(flowId, flow.data?.draft ?? {}, flow.isSuccess);
  const compared = useQuery({
    queryKey: ['file-on-draft', file.name, file.lastModified, file.size, flowId, flow.data?.draftRev],
    queryFn: () => {
      const text = JSON.stringify(flow.data?.draft);
      return engine.run('runOnDraft', { file, text, called: called ?? { flows: {}, links: {} } });
    },
    enabled: flow.isSuccess && called !== null,
    gcTime: 0,
    retry: false,
  });
  const refused = compared.data && !compared.data.ok ? { title: compared.data.reason } : null;
  return {
    error: refused ?? toShownError(flow.error ?? compared.error),
    result: compared.data?.ok ? compared.data : null,
  };
}
