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
import type { BreakpointCache } from './breakpoint/breakpoint-cache';
import type { ChannelCache } from './channel/channel-cache';
import type { TokenCache } from './connection/token-cache';
import type { DeferredWrites } from './deferred-writes';
import type { DeliverySignal } from './delivery/delivery-signal';
import type { WebhookRenderers } from './delivery/rendering/webhook-renderer';
import type { WebhookSigners } from './delivery/sending/webhook-signer';
import type { ProgramCache } from './flow/version/program-cache';
import type { Metrics } from './metrics/metrics';
import type { OrganizationCache } from './organization/organization-cache';
import type { CallerOrigin } from './origin';
import type { ReplayPool } from './replay/replay-pool';
import type { RequestLog } from './request-log/request-log';
import type { SessionRuntime } from './session/runtime/session-runtime';

/** The author of a request. The organization always comes from the credential. */
export type Actor =
  /** `channelId` is set on a key of one channel; the key gives access to nothing else. */
  | {
      type: 'apiKey';
      orgId: string;
      keyId: string;
      scopes: readonly Scope[];
      channelId: string | null;
      /** Where the sessions that it starts run; production by default. */
      environment?: string | null;
    }
  /** A visitor of a chat channel's page; `threadId` is null before their conversation starts. */
  | { type: 'visitor'; orgId: string; channelId: string; threadId: string | null }
  /**
   * `signInId` is set for requests of a sign-in; `authenticatedAt` is when its credential was last checked. `lacksFactor` is set
   * while the organization requires a second factor that the person has not set up: only the set-up is allowed then.
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

/** The objects that a process has once and every service may use. */
export type Platform = {
  db: Database;
  clock: Clock;
  ids: Ids;
  http: HttpClient;
  /** Null where no mail is set up. */
  mail: Mail | null;
  log: Log;
  programs: ProgramCache;
  breakpoints: BreakpointCache;
  channels: ChannelCache;
  organizations: OrganizationCache;
  /** Renders the webhooks of each kind of channel. */
  renderers: WebhookRenderers;
  /** Signs the webhooks of each kind of channel. */
  signers: WebhookSigners;
  /** Wakes the sender of deliveries. */
  deliveries: DeliverySignal;
  secrets: SecretBox;
  /** The access tokens of connections. */
  tokens: TokenCache;
  /** Retries writes that failed while the database was unavailable. */
  deferredWrites: DeferredWrites;
  /** Counts that organizations see. */
  metrics: Metrics;
  /** Counts that operators see. */
  meters: Meters;
  /** Starts spans below the current one. */
  tracer: Tracer;
  requests: RequestLog;
  /** Limits how many security events are written into the audit log. */
  securityEvents: SecurityEventLimit;
  sessions: SessionRuntime;
  /** Replays sessions in threads. */
  replays: ReplayPool;
  /** Names this process in leases. */
  processId: string;
  /** Called after the first sign-up. */
  afterSetUp?: () => void;
};

/** The platform with the request that is served, if any: `requestId` for the log, `origin` for the audit log. */
export type BaseContext = Platform & {
  requestId?: string | undefined;
  origin?: CallerOrigin | undefined;
};

export type ServiceContext = BaseContext & {
  actor: Actor;
  /** The caller's Idempotency-Key; the commit of the turn marks it as applied. */
  idempotencyKey?: string | undefined;
  /** Returns the id of the object that the request creates; the same in every attempt under its key. */
  madeId?: (() => string) | undefined;
  /** Sets the session that the access log names for the request. */
  touch?: ((sessionId: string) => void) | undefined;
  /** Runs a wait without holding the request's slot in the work of this process. */
  releaseWhile?: (<T>(wait: () => Promise<T>) => Promise<T>) | undefined;
};

/** Returns the actor's organization; throws permission_denied unless the actor has the scope, and factor_required. */
export function requireScope({ actor }: Pick<ServiceContext, 'actor'>, scope: Scope): string {
  if (actor.type === 'user' && actor.lacksFactor) throw domainError('factor_required', {});
  if (scopesOf(actor).includes(scope)) return actor.orgId;
  throw domainError('permission_denied', { scope });
}

/** Tells whether the actor has the scope, for responses that leave out what it may not see. */
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
      // Visitors reach their own conversation through the thread services, which check it without scopes.
      return [];
    case 'system':
      return SCOPES;
  }
}

/** Names the author of a change: "user:<id>", "key:<id>", "visitor:<id>" or "system". */
export function actorName(actor: Actor): string {
  if (actor.type === 'user') return `user:${actor.userId}`;
  if (actor.type === 'apiKey') return `key:${actor.keyId}`;
  return actor.type === 'visitor' ? `visitor:${actor.threadId ?? actor.channelId}` : 'system';
}
