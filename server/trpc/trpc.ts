import { initTRPC, type TRPCError } from '@trpc/server';
import { z } from 'zod';
import { recordRefusedScope } from '@/server/services/audit/record-refused-scope';
import type { ServiceContext } from '@/server/services/context';
import { describeIssue } from '@/server/shared/describe-issue';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import type { TrpcContext } from './context';
import { toDomainError, toShownProblem, toTrpcError } from './error-shape';

const PING_MS = 15_000;

// tRPC parses inputs itself and passes no error map.
z.config({ localeError: describeIssue });

/** Metadata of a procedure, known before it is called. */
export type CallMeta = {
  /** The largest request for it in bytes; default: one mebibyte. */
  maxInputBytes?: number;
};

const t = initTRPC
  .context<TrpcContext>()
  .meta<CallMeta>()
  .create({
    // File names and messages of unknown errors stay on the server.
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const problem = toShownProblem(error, ctx?.requestId ?? null);
      return { ...shape, message: problem.title, data: { ...shape.data, problem } };
    },
    sse: {
      ping: { enabled: true, intervalMs: PING_MS },
      client: { reconnectAfterInactivityMs: 2 * PING_MS },
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const rendered = t.procedure.use(async ({ ctx, path, type, next }) => {
  const result = await next();
  if (result.ok) return result;
  await noteRefusal(ctx, { method: type, path }, result.error);
  throw toTrpcError(result.error);
});

async function noteRefusal(
  { platform, actor, requestId, origin, isRepeatable }: TrpcContext,
  asked: { method: string; path: string },
  error: TRPCError,
): Promise<void> {
  const { problem } = toDomainError(error);
  if (problem.code !== 'permission_denied' || !actor || isRepeatable) return;
  const { scope } = problem.details;
  await recordRefusedScope({ ...platform, requestId, origin }, actor, { api: 'console', ...asked, scope });
}

// Values that no row can hold are refused before they are looked up.
const storable = t.middleware(async ({ getRawInput, next }) => {
  requireStorable(await getRawInput());
  return next();
});

/** A procedure for everyone, also without a sign-in. */
export const publicProcedure = rendered.use(storable);

/** A procedure for signed-in people, also without a required second factor. */
export const signedInProcedure = rendered
  .use(({ ctx, next }) => {
    const { platform, actor, requestId, origin } = ctx;
    if (!actor) throw domainError('credential_missing', {});
    const service: ServiceContext = { ...platform, actor, requestId, origin };
    return next({ ctx: { service } });
  })
  .use(storable);

/** A procedure for members; the service checks their scopes. */
export const memberProcedure = signedInProcedure.use(({ ctx, next }) => {
  if (ctx.actor?.type === 'user' && ctx.actor.lacksFactor) throw domainError('factor_required', {});
  return next();
});
