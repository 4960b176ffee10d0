import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SessionView } from '@/app/_features/session/view';
import { ownValue } from '@/app/_lib/own-value';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { findProblem } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import type { Json } from '@/server/engine/json';

type Variable = { name: string; value: Json };
type Outcome = { changed: SessionView } | { conflict: SessionView };

/**
 * Sets a variable unless it changed since it was seen: turns that did not change it do not matter. `seen` is the
 * session when the form was opened; `conflict` is the session with another value, which was not overwritten and
 * becomes `seen`.
 */
export function useSetVariable(seen: SessionView, onSet: (name: string) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: ({ from, ...variable }: Variable & { from: SessionView }) =>
      setUnlessChanged(client, from, variable),
    onSuccess: (outcome, { name }) => {
      if (!('changed' in outcome)) return;
      setQueryAnswer(cache, trpc.session.get.queryKey({ sessionId: seen.id }), outcome.changed);
      onSet(name);
    },
  });
  const conflict = change.data && 'conflict' in change.data ? change.data.conflict : null;
  return {
    conflict,
    set: (variable: Variable) => change.mutateAsync({ ...variable, from: conflict ?? seen }),
  };
}

async function setUnlessChanged(
  client: ReturnType<typeof useTRPCClient>,
  from: SessionView,
  { name, value }: Variable,
): Promise<Outcome> {
  const sessionId = from.id;
  try {
    const input = { sessionId, set: { [name]: value }, ifTurn: from.turnNo };
    return { changed: await client.session.changeVariables.mutate(input) };
  } catch (error) {
    if (findProblem(error)?.code !== 'precondition_failed') throw error;
    const now = await client.session.get.query({ sessionId });
    if (!isSame(ownValue(now.variables, name), ownValue(from.variables, name))) return { conflict: now };
    return setUnlessChanged(client, now, { name, value });
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
