import type { Insertable, Selectable, Updateable } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `organizations`. */
export type OrganizationRow = Selectable<Tables['organizations']>;

export type OrganizationChange = Partial<
  Pick<
    OrganizationRow,
    | 'name'
    | 'retentionDays'
    | 'requiresFactor'
    | 'locale'
    | 'timeZone'
    | 'openingHours'
    | 'personalRules'
    | 'config'
    | 'environments'
  >
>;

type OrganizationKey = { orgId: string };

/** Finds an organization; throws an Error when there is none. */
export function getOrganization(db: Db, { orgId }: OrganizationKey): Promise<OrganizationRow> {
  return getRow(db, build.selectFrom('organizations').selectAll().where('id', '=', orgId));
}

type StartColumns = 'locale' | 'timeZone' | 'openingHours' | 'config' | 'environments';

/** Finds what sessions of an organization start with: its regional settings, configuration values and environments. */
export function findStartColumns(
  db: Db,
  { orgId }: OrganizationKey,
): Promise<Pick<OrganizationRow, StartColumns> | null> {
  const columns = build
    .selectFrom('organizations')
    .select(['locale', 'timeZone', 'openingHours', 'config', 'environments']);
  return findRow(db, columns.where('id', '=', orgId));
}

/** Finds the stored rules for personal data of an organization; null if there are none. */
export async function findPersonalRules(
  db: Db,
  { orgId }: OrganizationKey,
): Promise<OrganizationRow['personalRules']> {
  const query = build.selectFrom('organizations').select('personalRules').where('id', '=', orgId);
  return (await findRow(db, query))?.personalRules ?? null;
}

/** Lists the organizations that a person is a member of, by name. */
export function listOrganizationsOfUser(
  db: Db,
  { userId }: { userId: string },
): Promise<{ id: string; name: string }[]> {
  const joined = build
    .selectFrom('organizations')
    .innerJoin('members', 'members.orgId', 'organizations.id')
    .select(['organizations.id', 'organizations.name'])
    .where('members.userId', '=', userId);
  return listRows(db, joined.orderBy('organizations.name').orderBy('organizations.id'));
}

/** Stores an organization. */
export async function insertOrganization(
  tx: AuditedTransaction,
  organization: Insertable<Tables['organizations']>,
): Promise<void> {
  await countRows(tx, build.insertInto('organizations').values(organization));
}

/** Changes what is given and returns the organization; throws an Error when there is none. */
export function updateOrganization(
  tx: AuditedTransaction,
  { orgId }: OrganizationKey,
  change: OrganizationChange,
): Promise<OrganizationRow> {
  if (Object.keys(change).length === 0) return getOrganization(tx, { orgId });
  const update = build.updateTable('organizations').set(toStored(change)).where('id', '=', orgId);
  return getRow(tx, update.returningAll());
}

function toStored({
  openingHours,
  personalRules,
  config,
  environments,
  ...columns
}: OrganizationChange): Updateable<Tables['organizations']> {
  return {
    ...columns,
    ...(personalRules && { personalRules: toStoredJson(personalRules) }),
    ...(config !== undefined && { config: config && toStoredJson(config) }),
    ...(environments !== undefined && { environments: environments && toStoredJson(environments) }),
    ...(openingHours !== undefined && { openingHours: openingHours && toStoredJson(openingHours) }),
  };
}
