import type { Database } from '@/server/db/connection/client';
import type { Clock } from '@/server/gateways/clock';
import type { HttpClient } from '@/server/gateways/http-client';
import type { Ids } from '@/server/gateways/ids';
import type { Log } from '@/server/gateways/log';
import type { Mail } from '@/server/gateways/mail';
import type { SecretBox } from '@/server/gateways/secret-box';
import type { Meters } from '@/server/gateways/telemetry/meters';
import type { Tracer } from '@/server/gateways/telemetry/tracer';
import { domainError } from '@/server/shared/errors';
import { ROLE_SCOPES, type Role, SCOPES, type Scope } from '@/server/shared/scopes';
import type { SecurityEventLimit } from './audit/security-event-limit';
import type { ChannelCache } from './channel/channel-cache';
import type { DeferredWrites } from './deferred-writes';
import type { DeliverySignal } from './delivery/delivery-signal';
import type { WebhookRenderers } from './delivery/rendering/webhook-renderer';
import type { WebhookSigners } from './delivery/sending/webhook-signer';
import type { ProgramCache } from './flow/version/program-cache';
import type { Metrics } from './metrics/metrics';
import type { CallerOrigin } from './origin';
import type { RequestLog } from './request-log/request-log';
import type { SessionRuntime } from './session/runtime/session-runtime';

/** Who acts. The organization always comes from the credential. */
export type Actor =
  /** `channelId` is set on a key that speaks for one channel and opens nothing else. */
  | { type: 'apiKey'; orgId: string; keyId: string; scopes: readonly Scope[]; channelId: string | null }
  /** Somebody on a chat channel's page; `threadId` is their conversation, once they have one. */
  | { type: 'visitor'; orgId: string; channelId: string; threadId: string | null }
  /**
   * `signInId` is set where a request came in a sign-in; `authenticatedAt` is when a credential was last shown in it. `lacksFactor` where the
   * organization asks for a second factor that the person has not: nothing but setting one up is open then.
   */
  | {
      type: 'user';
      orgId: string;
      userId: string;
      role: Role;
      signInId?: string;
      authenticatedAt?: Date;
      lacksFactor?: boolean;
    }
  | { type: 'system'; orgId: string };

/** What a process holds once and every service may use. */
export type Platform = {
  db: Database;
  clock: Clock;
  ids: Ids;
  http: HttpClient;
  /** Null where no mail is set up. */
  mail: Mail | null;
  log: Log;
  programs: ProgramCache;
  channels: ChannelCache;
  /** How each kind of channel words its webhooks. */
  renderers: WebhookRenderers;
  /** What each kind of channel adds to the headers of its webhooks. */
  signers: WebhookSigners;
  /** Wakes whoever sends deliveries. */
  deliveries: DeliverySignal;
  secrets: SecretBox;
  /** Ends what holds others up when the database went away meanwhile. */
  deferredWrites: DeferredWrites;
  /** What organizations see of themselves. */
  metrics: Metrics;
  /** What operators see of the process. */
  meters: Meters;
  /** Starts spans under what is being done. */
  tracer: Tracer;
  requests: RequestLog;
  /** Bounds what security events write into the audit log. */
  securityEvents: SecurityEventLimit;
  sessions: SessionRuntime;
  /** Names this process in leases. */
  processId: string;
  /** Called when somebody has signed up first. */
  afterSetUp?: () => void;
};

/** A platform at work, perhaps for a request: the log names it, and the audit log says where it came from. */
export type BaseContext = Platform & {
  requestId?: string | undefined;
  origin?: CallerOrigin | undefined;
};

export type ServiceContext = BaseContext & {
  actor: Actor;
  /** The caller's Idempotency-Key, to be marked applied in the same commit as the turn it causes. */
  idempotencyKey?: string | undefined;
  /** The id of the one thing that the request makes, the same for every try of it under its key. */
  madeId?: (() => string) | undefined;
  /** Told which session a request is about, for its log. */
  touch?: ((sessionId: string) => void) | undefined;
  /** Waits for what comes from outside without holding a place in the work of this process. */
  releaseWhile?: (<T>(wait: () => Promise<T>) => Promise<T>) | undefined;
};

/** Returns the actor's organization when the actor may do `scope`; throws permission_denied otherwise. */
export function requireScope({ actor }: Pick<ServiceContext, 'actor'>, scope: Scope): string {
  if (actor.type === 'user' && actor.lacksFactor) throw domainError('factor_required', {});
  if (scopesOf(actor).includes(scope)) return actor.orgId;
  throw domainError('permission_denied', { scope });
}

/** Tells whether the actor may do `scope`, for answers that leave out what one may not see. */
export function holdsScope({ actor }: ServiceContext, scope: Scope): boolean {
  return scopesOf(actor).includes(scope);
}

function scopesOf(actor: Actor): readonly Scope[] {
  switch (actor.type) {
    case 'user':
      return ROLE_SCOPES[actor.role];
    case 'apiKey':
      return actor.scopes;
    case 'visitor':
      // A visitor reaches a conversation of their own through the verbs of threads, and nothing through a scope.
      return [];
    case 'system':
      return SCOPES;
  }
}

/** How a change is signed in the records: "user:<id>", "key:<id>" or "system". */
export function actorName(actor: Actor): string {
  if (actor.type === 'user') return `user:${actor.userId}`;
  if (actor.type === 'apiKey') return `key:${actor.keyId}`;
  return actor.type === 'visitor' ? `visitor:${actor.threadId ?? actor.channelId}` : 'system';
}
