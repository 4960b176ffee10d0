import type { Actor, Platform } from '@/server/services/context';

/** What a procedure knows about the request. The actor comes from the sign-in alone. */
export type TrpcContext = { platform: Platform; actor: Actor | null; requestId: string };
