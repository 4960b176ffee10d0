import type { Database } from '@/server/db/client';
import type { Clock } from '@/server/gateways/clock';
import type { HttpClient } from '@/server/gateways/http-client';
import type { Ids } from '@/server/gateways/ids';
import type { Log } from '@/server/gateways/log';
import { domainError } from '@/server/shared/errors';
import { ROLE_SCOPES, type Role, type Scope } from '@/server/shared/scopes';
import type { ProgramCache } from './flow/program-cache';
import type { SessionHub } from './session/session-hub';

/** Who acts. The organization always comes from the credential. */
export type Actor =
  | { type: 'apiKey'; orgId: string; keyId: string; scopes: readonly Scope[] }
  | { type: 'user'; orgId: string; userId: string; role: Role }
  | { type: 'system'; orgId: string };

/** What a process holds once and every service may use. */
export type Platform = {
  db: Database;
  clock: Clock;
  ids: Ids;
  http: HttpClient;
  log: Log;
  programs: ProgramCache;
  hub: SessionHub;
  /** Names this process in leases. */
  processId: string;
};

export type ServiceContext = Platform & {
  actor: Actor;
  /** The caller's Idempotency-Key, to be marked applied in the same commit as the turn it causes. */
  idempotencyKey?: string;
};

/** Returns the actor's organization when the actor may do `scope`; throws permission_denied otherwise. */
export function requireScope({ actor }: ServiceContext, scope: Scope): string {
  if (scopesOf(actor).includes(scope)) return actor.orgId;
  throw domainError('permission_denied', { scope });
}

function scopesOf(actor: Actor): readonly Scope[] {
  if (actor.type === 'user') return ROLE_SCOPES[actor.role];
  return actor.type === 'apiKey'
    ? actor.scopes
    : ['sessions:read', 'sessions:write', 'flows:read', 'flows:write'];
}

/** How a change is signed in the records: "user:<id>", "key:<id>" or "system". */
export function actorName(actor: Actor): string {
  if (actor.type === 'user') return `user:${actor.userId}`;
  return actor.type === 'apiKey' ? `key:${actor.keyId}` : 'system';
}
