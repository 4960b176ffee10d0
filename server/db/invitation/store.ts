import type { Insertable, Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `invitations`. */
export type InvitationRow = Selectable<Tables['invitations']>;

type InvitationKey = { orgId: string; invitationId: string };

/** Finds an invitation. */
export function findInvitation(
  db: Db,
  { orgId, invitationId }: InvitationKey,
): Promise<InvitationRow | null> {
  const invitation = build.selectFrom('invitations').selectAll();
  return findRow(db, invitation.where('orgId', '=', orgId).where('id', '=', invitationId));
}

/** Finds an invitation by the hash of its link's secret, in any organization, and that organization's name. */
export function findInvitationByToken(
  db: Db,
  { tokenHash }: { tokenHash: Uint8Array<ArrayBuffer> },
): Promise<(InvitationRow & { organizationName: string }) | null> {
  const invitation = build
    .selectFrom('invitations')
    .innerJoin('organizations', 'organizations.id', 'invitations.orgId')
    .selectAll('invitations')
    .select('organizations.name as organizationName');
  return findRow(db, invitation.where('invitations.tokenHash', '=', tokenHash));
}

/** Lists the invitations of an organization, the newest first. */
export function listInvitations(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<InvitationRow[]> {
  const invitations = build.selectFrom('invitations').selectAll().where('orgId', '=', orgId);
  return listRows(db, invitations.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(take));
}

/** Stores an invitation. */
export function insertInvitation(
  tx: AuditedTransaction,
  invitation: Insertable<Tables['invitations']>,
): Promise<InvitationRow> {
  return getRow(tx, build.insertInto('invitations').values(invitation).returningAll());
}

/** Ends an open invitation as accepted or revoked at a time; false when it is open no longer. */
export async function updateInvitationAsEnded(
  tx: AuditedTransaction,
  { orgId, invitationId }: InvitationKey,
  ending: { acceptedAt: Date } | { revokedAt: Date },
): Promise<boolean> {
  const update = build
    .updateTable('invitations')
    .set(ending)
    .where('orgId', '=', orgId)
    .where('id', '=', invitationId)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null);
  return (await countRows(tx, update)) === 1;
}
