'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AnswerForm, type CallAnswer } from '@/app/_features/session/answer-form';
import type { SessionView } from '@/app/_features/session/view';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { getVersion } from '../_model/session-queries';
import { explainStop } from './fork-words';

const MOST_VERSIONS = 20;

type ContinueDialogProps = {
  session: SessionView;
  /** The last turn that is taken over. */
  turn: number;
  onClose: () => void;
};

/** Asks on which version to continue a session from a turn, and opens the test session that does. */
export function ContinueDialog({ session, turn, onClose }: ContinueDialogProps) {
  const [version, setVersion] = useState('draft');
  const options = useVersionOptions(session);
  const { start, stop, answer } = useFork(session.id, turn, version);
  const error = (stop && explainStop(stop)) ?? toShownError(start.error);
  const choose = (next: string) => {
    start.reset();
    setVersion(next);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Continue from turn ${String(turn)}`}
        description={`A test session stands where this session stood after turn ${String(turn)}, and you go on. This session does not change.`}
      >
        <DialogBody>
          <Field label="Continue on" error={null}>
            {(control) => <Select {...control} value={version} onValueChange={choose} options={options} />}
          </Field>
          <p className="text-ink-2 text-sm">
            Nothing that happened is done again. Calls get the answers that this session got; where it has
            none, you are asked. No events are sent.
          </p>
          {error && <ErrorNote error={error} />}
          {stop?.reason === 'needs_answer' && (
            <AnswerForm
              key={`${stop.node} ${String(stop.turn)}`}
              label={`Answer for ${stop.node}`}
              submit="Continue with this answer"
              pending={start.isPending}
              onAnswer={(given) => answer(stop.node, given)}
            />
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          {!stop && (
            <Button variant="primary" pending={start.isPending} onClick={() => answer(null)}>
              Start a test session
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

/** Starts the fork; each answer for a call that stopped it is added to those before. */
function useFork(sessionId: string, turn: number, version: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const [standIns, setStandIns] = useState<Record<string, CallAnswer[]>>({});
  const start = useMutation(
    trpc.fork.start.mutationOptions({
      onSuccess: ({ session }) => session && router.push(paths.session(session.id)),
    }),
  );
  const stop = start.data?.stop ?? null;
  const answer = (node: string | null, given?: CallAnswer) => {
    const known = node === null || !given ? {} : { ...standIns, [node]: [...(standIns[node] ?? []), given] };
    setStandIns(known);
    const on = version === 'draft' || version === 'recorded' ? version : Number(version);
    start.mutate({ sessionId, turn, version: on, standIns: known });
  };
  return { start, stop, answer };
}

function useVersionOptions(session: SessionView) {
  const trpc = useTRPC();
  const own = useQuery(getVersion(trpc, session)).data?.number ?? null;
  const versions = useQuery(
    trpc.flow.listVersions.queryOptions({ flowId: session.flowId, limit: MOST_VERSIONS }),
  );
  const others = (versions.data?.items ?? []).filter(({ number }) => number !== own);
  return [
    { value: 'draft', label: 'The draft' },
    {
      value: 'recorded',
      label: own === null ? 'The version that it ran on' : `Version ${String(own)}, as it ran`,
    },
    ...others.map(({ number }) => ({ value: String(number), label: `Version ${String(number)}` })),
  ];
}
