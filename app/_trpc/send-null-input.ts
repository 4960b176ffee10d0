import type { TRPCLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** Sends null where a mutation takes no input: a POST with an empty body is refused, because it is not JSON. */
export function sendNullInput(): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      next(op.type === 'mutation' && op.input === undefined ? { ...op, input: null } : op);
}
