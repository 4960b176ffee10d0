import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import type { ServiceContext } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import type { TrpcContext } from './context';
import { toShownProblem, toTrpcError } from './error-shape';

const PING_MS = 15_000;

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  // Names of files and messages of unknown errors stay on the server.
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    const problem = toShownProblem(error, ctx?.requestId ?? null);
    return { ...shape, message: problem.title, data: { ...shape.data, problem } };
  },
  sse: { ping: { enabled: true, intervalMs: PING_MS }, client: { reconnectAfterInactivityMs: 2 * PING_MS } },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const rendered = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

// What no row can hold is refused before anything looks for it.
const storable = t.middleware(async ({ getRawInput, next }) => {
  requireStorable(await getRawInput());
  return next();
});

/** A procedure for anyone, also before signing in. */
export const open = rendered.use(storable);

/** A procedure for members; the service it calls checks what this one may do. */
export const member = rendered
  .use(({ ctx, next }) => {
    if (!ctx.actor) throw domainError('credential_missing', {});
    const service: ServiceContext = { ...ctx.platform, actor: ctx.actor, requestId: ctx.requestId };
    return next({ ctx: { service } });
  })
  .use(storable);
