import type { Actor, BaseContext, Platform } from '@/server/services/context';
import type { CallerOrigin } from '@/server/services/origin';

/** The facts about a request that a procedure uses. The actor comes only from the sign-in. */
export type TrpcContext = {
  platform: Platform;
  actor: Actor | null;
  requestId: string;
  /** The address and user agent of the request. */
  origin?: CallerOrigin;
  /** Whether the browser repeats a call that fails here (pages/never-refused), so that its failure is noted then. */
  isRepeatable?: boolean;
  /** Whether the sign-in is still valid, for a long response; it is by default. */
  isStillAuthorized?: () => Promise<boolean>;
};

/** The context of a request whose sender need not be known. */
export function toBaseContext({ platform, requestId, origin }: TrpcContext): BaseContext {
  return { ...platform, requestId, origin };
}
