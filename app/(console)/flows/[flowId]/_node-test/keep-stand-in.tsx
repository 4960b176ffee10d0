'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { Tests } from '../_tests/_model/test-saver';
import { keepStandIn, type NodeTest, toStandIn } from './stand-in';

type KeepStandInProps = { flowId: string; nodeId: string; answer: NonNullable<NodeTest['answer']> };

const NEW = '';

/** Keeps the answer of a call in a test of the flow, which gives it to the node in place of a call. */
export function KeepStandIn({ flowId, nodeId, answer }: KeepStandInProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const stored = useQuery(trpc.flow.getTests.queryOptions({ flowId }));
  const [name, setName] = useState(NEW);
  const save = useMutation(
    trpc.flow.saveTests.mutationOptions({
      onSuccess: () => toast.success('Kept. The test uses this answer in place of a call.'),
      onSettled: () => void invalidate(queries, trpc.flow.getTests.queryFilter({ flowId })),
    }),
  );
  const standIn = toStandIn(answer);
  if (!stored.data || !standIn) return null;
  const { tag } = stored.data;
  const tests = stored.data.tests as unknown as Tests;
  const error = toShownError(save.error);
  return (
    <section aria-label="Stand-in" className="space-y-2 border-t pt-4 text-sm">
      <p className="text-ink-2">A test of the flow can use this answer in place of a call.</p>
      <div className="flex flex-wrap items-center gap-2">
        <select
          aria-label="Test"
          value={name}
          onChange={({ target }) => setName(target.value)}
          className="field h-8 w-auto min-w-0 max-w-full px-2 text-sm"
        >
          <option value={NEW}>A new test</option>
          {tests.map((test) => (
            <option key={test.name} value={test.name}>
              {test.name}
            </option>
          ))}
        </select>
        <Button
          size="sm"
          pending={save.isPending}
          onClick={() =>
            save.mutate({
              ...{ flowId, ifTag: tag },
              tests: keepStandIn(tests, nodeId, standIn, name === NEW ? null : name),
            })
          }
        >
          Keep as a stand-in
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </section>
  );
}
