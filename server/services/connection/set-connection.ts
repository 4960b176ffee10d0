/*
 * connection/credential-stays  A stored credential is kept for the host that it was entered for; another host asks for it again.
 */
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import {
  type ConnectionRow,
  countConnections,
  findConnection,
  insertConnection,
  updateConnection,
} from '@/server/db/service-connection/store';
import type { StoredAuth } from '@/server/db/service-connection/stored-auth';
import { hasSqlState } from '@/server/db/statement/sqlstate';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import { actorName, type ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireReachable } from '../require-reachable';
import { requireNoIssues, requireValid } from '../require-valid';
import { CREDENTIAL_FIELDS, divideAuth, sealCredential } from './credential';
import { type ConnectionFields, connectionSchema, MOST_CONNECTIONS, type SetConnectionInput } from './schema';
import { toAuditedConnection } from './to-audited-connection';
import { type ConnectionFacts, toConnectionFacts } from './view';

/**
 * Creates a connection, or replaces it for calls from now on; a credential that is left out is kept. Throws invalid_request,
 * outbound_blocked, limit_exceeded.
 */
export async function setConnection(
  ctx: ServiceContext,
  input: SetConnectionInput,
): Promise<ConnectionFacts> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const fields = requireValid(connectionSchema, input);
  await requireReachable(ctx, fields.address);
  if ('tokenUrl' in fields.auth) await requireReachable(ctx, fields.auth.tokenUrl);
  try {
    return await writeConnection(ctx, orgId, fields);
  } catch (error) {
    // Another request created it meanwhile, so this one replaces it.
    if (hasSqlState(error, 'unique_violation')) return writeConnection(ctx, orgId, fields);
    throw error;
  }
}

function writeConnection(
  ctx: ServiceContext,
  orgId: string,
  fields: ConnectionFields,
): Promise<ConnectionFacts> {
  return withChange(ctx, async (tx) => {
    const { name } = fields;
    const before = await findConnection(tx, { orgId, name });
    const row = toRow(ctx, orgId, fields, before);
    await (before ? replace(tx, row, before) : addConnection(tx, row));
    const isEntered = row.sealed !== null && row.sealed !== before?.sealed;
    const after = toAuditedConnection({ ...row, ...(isEntered && { credentialSetAt: row.updatedAt }) });
    const change = { action: 'connection.set' as const, thingId: name, name };
    const facts = { before: before && toAuditedConnection(before), after };
    return { result: toConnectionFacts(row), change: { ...change, ...facts } };
  });
}

function toRow(
  ctx: ServiceContext,
  orgId: string,
  { auth: entered, ...fields }: ConnectionFields,
  before: ConnectionRow | null,
): ConnectionRow {
  const updatedAt = new Date(ctx.clock.now());
  const id = before?.id ?? ctx.ids.uuid(updatedAt.getTime());
  const { auth, credential } = divideAuth(entered);
  requireNoIssues(listKindIssues(fields, before));
  const kept = before && mayKeep(before, { auth, address: fields.address }) ? before.sealed : null;
  const sealed = credential === null ? kept : sealCredential(ctx.secrets, { orgId, id }, credential);
  requireCredential(auth, sealed, before);
  return {
    ...fields,
    ...{ orgId, id, auth, sealed: auth.type === 'none' ? null : sealed },
    rev: (before?.rev ?? 0) + 1,
    updatedBy: actorName(ctx.actor),
    createdAt: before?.createdAt ?? updatedAt,
    updatedAt,
  };
}

function listKindIssues(
  { kind, model }: Pick<ConnectionFields, 'kind' | 'model'>,
  before: ConnectionRow | null,
): FieldIssue[] {
  const isOther = before !== null && before.kind !== kind;
  const hasModel = kind === 'http' && model !== null;
  return [
    ...(isOther
      ? [{ path: ['kind'], message: 'The kind of a connection cannot be changed. Add another connection.' }]
      : []),
    ...(hasModel ? [{ path: ['model'], message: 'Only a connection to a model has a default model.' }] : []),
  ];
}

/** Whether the stored credential goes where it was meant to go (connection/credential-stays). */
function mayKeep(before: ConnectionRow, next: Pick<ConnectionRow, 'auth' | 'address'>): boolean {
  if (before.auth.type !== next.auth.type) return false;
  const isSameHost = originOf(before.address) === originOf(next.address);
  return isSameHost && tokenOriginOf(before.auth) === tokenOriginOf(next.auth);
}

function originOf(url: string): string {
  return new URL(url).origin;
}

function tokenOriginOf(auth: StoredAuth): string {
  return auth.type === 'oauth2_client_credentials' ? originOf(auth.tokenUrl) : '';
}

function requireCredential({ type }: StoredAuth, sealed: string | null, before: ConnectionRow | null): void {
  if (type === 'none' || sealed !== null) return;
  const message =
    before?.auth.type === type
      ? 'Enter the credential again, because the connection leads to another host.'
      : 'Enter the credential.';
  requireNoIssues([{ path: ['auth', CREDENTIAL_FIELDS[type]], message, missing: true }]);
}

async function replace(tx: AuditedTransaction, row: ConnectionRow, { rev }: ConnectionRow): Promise<void> {
  if (await updateConnection(tx, row, rev)) return;
  // Another request changed it meanwhile, perhaps its address, for which the credential would not be meant.
  requireNoIssues([{ path: [], message: 'The connection was changed meanwhile. Load it again.' }]);
}

async function addConnection(tx: AuditedTransaction, row: ConnectionRow): Promise<void> {
  const held = await countConnections(tx, row);
  if (held >= MOST_CONNECTIONS)
    throw domainError('limit_exceeded', { limit: 'connections', max: MOST_CONNECTIONS });
  await insertConnection(tx, row);
}
