import type { Container } from '@/server/container';
import type { RequestSlot } from '@/server/http/admission/admission';
import type { Actor, Platform } from '@/server/services/context';
import type { CallerOrigin } from '@/server/services/origin';

/** Objects of the process that calls need. */
export type CallPlatform = Platform & Pick<Container, 'env' | 'limits'>;

/** Who calls, and a way to ask later whether they still may. */
export type Caller = { actor: Actor | null; isStillAuthorized: () => Promise<boolean> };

/** A request on its way. */
export type Call = {
  platform: CallPlatform;
  request: Request;
  requestId: string;
  origin: CallerOrigin;
  slot: RequestSlot;
  /** The headers its answer will carry. */
  headers: Record<string, string>;
};
