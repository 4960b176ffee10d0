import type { Container } from '@/server/container';
import type { RequestSlot } from '@/server/http/admission/admission';
import type { Actor, Platform } from '@/server/services/context';
import type { CallerOrigin } from '@/server/services/origin';

/** The objects of the process that console calls need. */
export type CallPlatform = Platform & Pick<Container, 'env' | 'limits'>;

/** The caller, and a later check of their rights. */
export type Caller = { actor: Actor | null; isStillAuthorized: () => Promise<boolean> };

/** A console request, which may carry several calls. */
export type Call = {
  platform: CallPlatform;
  request: Request;
  requestId: string;
  origin: CallerOrigin;
  slot: RequestSlot;
  /** The headers of its response. */
  headers: Record<string, string>;
};
