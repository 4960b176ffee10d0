import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import type { Limits } from '../admission/limits';
import { type RequestContext, toOrigin } from './request-context';

/** Creates the context in which an actor's request is served. */
export type CreateServiceContext = (context: RequestContext, actor: Actor) => ServiceContext;

/**
 * Prepares contexts. Each is a copy of an object that has all keys already: V8 copies one a hundred times faster than
 * it adds keys to a copy.
 */
export function prepareServiceContexts(platform: Platform, { admission }: Limits): CreateServiceContext {
  const blank: ServiceContext = {
    ...platform,
    actor: { type: 'system', orgId: '' },
    requestId: undefined,
    origin: undefined,
    idempotencyKey: undefined,
    madeId: undefined,
    touch: undefined,
    releaseWhile: undefined,
  };
  return (context, actor) => {
    const touch = (sessionId: string): void => {
      context.sessionId = sessionId;
    };
    const releaseWhile = <T>(wait: () => Promise<T>): Promise<T> =>
      admission.releaseWhile(context.slot, wait);
    const origin = toOrigin(context);
    return {
      ...blank,
      actor,
      touch,
      releaseWhile,
      origin,
      requestId: context.id,
      tracer: context.span.tracer,
    };
  };
}
