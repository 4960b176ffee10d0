'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Label } from '@/app/_ui/form/label';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { Json, JsonObject } from '@/server/engine/json';
import { ValueInput } from '../_tests/_fields/value-input';
import { KeepStandIn } from './keep-stand-in';
import { NodeAnswer } from './node-answer';
import { NodeRequest } from './node-request';
import { useSampleValues } from './sample-stash';

type TestNodeDialogProps = {
  flowId: string;
  nodeId: string;
  draft: Draft;
  /** The values of the test session, else the defaults. */
  sample: JsonObject;
  onClose: () => void;
};

/** Tests a node that makes calls: its sample values, its request, and the answer of a real call. */
export function TestNodeDialog({ flowId, nodeId, draft, sample, onClose }: TestNodeDialogProps) {
  const trpc = useTRPC();
  const [kept, keep] = useSampleValues(flowId);
  const values = { ...sample, ...kept };
  const [tried, setTried] = useState(values);
  const preview = usePreview({ flowId, nodeId, draft, values: tried });
  const send = useMutation(trpc.flow.testNode.mutationOptions());
  const reads = preview.data?.reads ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(values);
    const variables = pick(values, reads);
    send.mutate({ flowId, nodeId, definition: draft as Json, variables, send: true });
  };
  const error = toShownError(send.error ?? preview.error);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Test “${nodeId}”`}
        description="Sends the request of this node once. It is a real call with the connection and the secrets."
        className="max-w-2xl"
      >
        <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
          <DialogBody>
            <SampleFields
              names={reads}
              values={values}
              onChange={(name, value) => keep({ ...kept, [name]: value })}
              onLeave={() => setTried(values)}
            />
            {preview.data && <NodeRequest test={preview.data} />}
            {error && <ErrorNote error={error} />}
            {send.data && <NodeAnswer test={send.data} />}
            {send.data?.answer && <KeepStandIn flowId={flowId} nodeId={nodeId} answer={send.data.answer} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>Close</Button>
            <Button
              type="submit"
              variant="primary"
              pending={send.isPending}
              disabled={!preview.data?.request}
            >
              {send.data ? 'Send again' : 'Send'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

type Previewed = { flowId: string; nodeId: string; draft: Draft; values: JsonObject };

/** The request with these values. The draft stays the same while the dialog is open. */
function usePreview({ flowId, nodeId, draft, values }: Previewed) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['test of a node', flowId, nodeId, values],
    queryFn: () =>
      client.flow.testNode.mutate({
        ...{ flowId, nodeId, send: false },
        ...{ definition: draft as Json, variables: values },
      }),
    placeholderData: (before) => before,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

function pick(values: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

type SampleFieldsProps = {
  names: readonly string[];
  values: JsonObject;
  onChange: (name: string, value: Json) => void;
  onLeave: () => void;
};

function SampleFields({ names, values, onChange, onLeave }: SampleFieldsProps) {
  if (names.length === 0) return null;
  return (
    <fieldset className="space-y-2" onBlur={onLeave}>
      <legend className="font-medium text-sm">Sample values</legend>
      <p className="text-ink-2 text-xs">The variables that this node reads: a text, a number, or JSON.</p>
      {names.map((name) => (
        <div key={name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] items-center gap-2">
          <Label aria-hidden className="truncate font-mono text-xs" title={name}>
            {name}
          </Label>
          <ValueInput
            label={`Value of ${name}`}
            value={values[name] ?? null}
            onChange={(value) => onChange(name, value)}
          />
        </div>
      ))}
    </fieldset>
  );
}
