import type { Actor, BaseContext, Platform } from '@/server/services/context';
import type { CallerOrigin } from '@/server/services/origin';

/** What a procedure knows about the request. The actor comes from the sign-in alone. */
export type TrpcContext = {
  platform: Platform;
  actor: Actor | null;
  requestId: string;
  /** Where the request came from. */
  origin?: CallerOrigin;
  /** Whether the browser repeats a call that fails here (pages/never-refused), so that its failure is noted then. */
  isRepeatable?: boolean;
  /** Tells whether the sign-in still holds, for an answer that goes on for long; it does by default. */
  isStillAuthorized?: () => Promise<boolean>;
};

/** The platform at work for a request whose sender nobody has to know. */
export function toActing({ platform, requestId, origin }: TrpcContext): BaseContext {
  return { ...platform, requestId, origin };
}
