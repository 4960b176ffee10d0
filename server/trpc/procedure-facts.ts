import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { domainError } from '@/server/shared/errors';
import type { Target } from './read-target';
import { appRouter } from './root';
import type { CallMeta } from './trpc';

type Facts = { maxInputBytes: number; type: AnyTRPCProcedure['_def']['type'] };

// Enough for every form of the console and every sample of the builder.
const DEFAULT_INPUT_BYTES = 1_048_576;
/** Callers without a sign-in send a short form at most. */
export const STRANGER_INPUT_BYTES = 16_384;

// By full path, which the router's type does not know.
const PROCEDURES: Record<string, AnyTRPCProcedure> = (appRouter as AnyTRPCRouter)._def.procedures;
const FACTS: ReadonlyMap<string, Facts> = new Map(
  Object.entries(PROCEDURES).map(([path, procedure]) => [path, factsOf(procedure)]),
);

function factsOf({ _def: { meta, type } }: AnyTRPCProcedure): Facts {
  const { maxInputBytes = DEFAULT_INPUT_BYTES } = (meta ?? {}) as CallMeta;
  return { maxInputBytes, type };
}

/** The largest body of a request for these procedures, in bytes: the maximum of theirs. */
export function maxInputBytesOf(paths: readonly string[]): number {
  return Math.max(...paths.map((path) => FACTS.get(path)?.maxInputBytes ?? DEFAULT_INPUT_BYTES));
}

/** Whether a procedure answers with a stream. */
export function isStream(path: string): boolean {
  return FACTS.get(path)?.type === 'subscription';
}

/** Throws method_not_allowed for a change by GET and a read by POST, and invalid_request for a stream in a batch. */
export function requireFittingMethod({ method, paths, isBatch }: Target): void {
  for (const path of paths) {
    const type = FACTS.get(path)?.type;
    const allowed = type === 'mutation' ? 'POST' : 'GET';
    if (type && method !== allowed) throw domainError('method_not_allowed', { allowed: [allowed] });
    if (isBatch && type === 'subscription')
      throw domainError('invalid_request', {
        issues: [{ path: [], message: 'A stream is no part of a batch.' }],
      });
  }
}
