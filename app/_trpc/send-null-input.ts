import type { TRPCLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** Sends null where a change takes no input: a POST with an empty body is refused, for it is no JSON. */
export function sendNullInput(): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      next(op.type === 'mutation' && op.input === undefined ? { ...op, input: null } : op);
}
