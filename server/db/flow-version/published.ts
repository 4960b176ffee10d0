import { type Selectable, sql } from 'kysely';
import type { StoredCertificate } from '@/server/engine/certify/certificate';
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import type { FlowKey } from '../flow/store';
import type { NewTrigger } from '../flow-trigger/store';
import { build, countRows, findRow, listRows } from '../statement/query';
import { hasSqlState } from '../statement/sqlstate';
import type { Tables } from '../statement/tables';

export type PublishedVersionRow = Pick<
  Selectable<Tables['flowVersions']>,
  'id' | 'note' | 'createdBy' | 'createdAt'
> & {
  number: number;
  /** Whether it is the one that callers run. */
  current: boolean;
};

export type VersionRowWithDefinition = PublishedVersionRow & {
  definition: Json;
  links: Record<string, string>;
  certificate: StoredCertificate | null;
};

const versions = build
  .selectFrom('flowVersions as version')
  .innerJoin('flows', (join) =>
    join.onRef('flows.orgId', '=', 'version.orgId').onRef('flows.id', '=', 'version.flowId'),
  )
  .select(['version.id', 'version.note', 'version.createdBy', 'version.createdAt'])
  .select((eb) => [
    eb.ref('version.number').$notNull().as('number'),
    eb('version.id', '=', eb.ref('flows.publishedVersionId')).$castTo<boolean>().as('current'),
  ])
  .where('version.kind', '=', 'published')
  .where('flows.archivedAt', 'is', null);

/** Lists the published versions of a flow, or those below a number, the newest first. */
export function listVersions(
  db: Db,
  { orgId, flowId, below, take }: FlowKey & { below: number | null; take: number },
): Promise<PublishedVersionRow[]> {
  let ofFlow = versions.where('version.orgId', '=', orgId).where('version.flowId', '=', flowId);
  if (below !== null) ofFlow = ofFlow.where('version.number', '<', below);
  return listRows(db, ofFlow.orderBy('version.number', 'desc').limit(take));
}

/** Finds a published version of a flow by its number or its id. */
export function findVersion(
  db: Db,
  { orgId, flowId, number, versionId }: FlowKey & { number: number | null; versionId: string | null },
): Promise<VersionRowWithDefinition | null> {
  const version = versions
    .select(['version.definition', 'version.links', 'version.certificate'])
    .where('version.orgId', '=', orgId)
    .where('version.flowId', '=', flowId)
    .where((eb) => eb.or([eb('version.number', '=', number), eb('version.id', '=', versionId)]));
  return findRow(db, version);
}

/** Finds a version of a flow if publishing the draft of revision `rev` with these links would repeat it. */
export function findUnchangedVersion(
  tx: AuditedTransaction,
  {
    orgId,
    flowId,
    versionId,
    rev,
    links,
  }: Pick<NewVersion, 'orgId' | 'flowId' | 'versionId' | 'rev' | 'links'>,
): Promise<VersionRowWithDefinition | null> {
  const current = versions
    .select(['version.definition', 'version.links', 'version.certificate'])
    .where('version.orgId', '=', orgId)
    .where('version.flowId', '=', flowId)
    .where('version.id', '=', versionId)
    .where('flows.draftRev', '=', rev)
    .where(sql<boolean>`version.definition::text = flows.draft::text`)
    .where(sql<boolean>`version.links::jsonb = ${toStoredJson(links)}::jsonb`);
  return findRow(tx, current);
}

/** Finds the newest version of a flow, whether an environment has it or not. */
export async function findNewestVersionId(db: Db, { orgId, flowId }: FlowKey): Promise<string | null> {
  const newest = build
    .selectFrom('flowVersions')
    .select('id')
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1);
  return (await findRow(db, newest))?.id ?? null;
}

/** Lists the numbers of published versions, by their ids. */
export async function listVersionNumbers(
  db: Db,
  { orgId, versionIds }: { orgId: string; versionIds: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  if (versionIds.length === 0) return new Map();
  const named = build
    .selectFrom('flowVersions')
    .select((eb) => ['id', eb.ref('number').$notNull().as('number')])
    .where('orgId', '=', orgId)
    .where('number', 'is not', null)
    .where('id', '=', sql<string>`any(${versionIds}::uuid[])`);
  return new Map((await listRows(db, named)).map(({ id, number }) => [id, number]));
}

/** Lists the ids of versions of a flow, by their numbers. */
export async function listVersionIds(
  db: Db,
  { orgId, flowId, numbers }: FlowKey & { numbers: readonly number[] },
): Promise<ReadonlyMap<number, string>> {
  const named = build
    .selectFrom('flowVersions')
    .select((eb) => ['id', eb.ref('number').$notNull().as('number')])
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .where('number', 'in', numbers);
  return new Map((await listRows(db, named)).map(({ id, number }) => [number, id]));
}

/** Lists the ids of the published versions of flows, by their slugs; slugs without one are left out. */
export async function listPublishedVersionIds(
  db: Db,
  { orgId, slugs }: { orgId: string; slugs: readonly string[] },
): Promise<Record<string, string>> {
  if (slugs.length === 0) return {};
  const flows = build
    .selectFrom('flows')
    .select((eb) => ['slug', eb.ref('publishedVersionId').$notNull().as('versionId')])
    .where('orgId', '=', orgId)
    .where('slug', 'in', slugs)
    .where('archivedAt', 'is', null)
    .where('publishedVersionId', 'is not', null);
  const rows = await listRows(db, flows);
  return Object.fromEntries(rows.map(({ slug, versionId }) => [slug, versionId]));
}

export type NewVersion = FlowKey & {
  versionId: string;
  /** The revision of the draft that was checked. */
  rev: number;
  links: Record<string, string>;
  certificate: StoredCertificate | null;
  note: string;
  createdBy: string;
  at: Date;
};

/** Makes the draft of revision `rev` the next numbered version; null when the draft has another revision. */
export async function insertVersion(tx: AuditedTransaction, version: NewVersion): Promise<number | null> {
  const { orgId, flowId, rev, at } = version;
  // Locks the flow, so that its publications take numbers one after the other.
  const publish = build
    .updateTable('flows')
    .set({ updatedAt: at })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('draftRev', '=', rev)
    .where('archivedAt', 'is', null);
  if ((await countRows(tx, publish)) === 0) return null;
  return insertDraftAsVersion(tx, version);
}

/** Deletes the triggers of flows, and those of archived ones, which would keep others from having them. */
export async function deleteTriggers(
  tx: AuditedTransaction,
  { orgId, flowIds }: { orgId: string; flowIds: readonly string[] },
): Promise<void> {
  const old = build
    .deleteFrom('flowTriggers')
    .using('flows')
    .whereRef('flows.orgId', '=', 'flowTriggers.orgId')
    .whereRef('flows.id', '=', 'flowTriggers.flowId')
    .where('flowTriggers.orgId', '=', orgId)
    .where((eb) => eb.or([eb('flows.id', 'in', flowIds), eb('flows.archivedAt', 'is not', null)]));
  await countRows(tx, old);
}

/** Stores the triggers of a version, after `deleteTriggers`. Throws an error that `isTriggerTaken` knows. */
export async function insertTriggers(
  tx: AuditedTransaction,
  { orgId, flowId, versionId, triggers }: FlowKey & { versionId: string; triggers: readonly NewTrigger[] },
): Promise<void> {
  if (triggers.length === 0) return;
  const rows = triggers.map(({ type, name, trigger }) => {
    return { orgId, flowId, versionId, type, name, trigger: toStoredJson(trigger) };
  });
  await countRows(tx, build.insertInto('flowTriggers').values(rows));
}

// The draft is copied where it lies, byte for byte.
async function insertDraftAsVersion(tx: AuditedTransaction, version: NewVersion): Promise<number> {
  const { orgId, flowId, versionId, links, certificate, note, createdBy, at } = version;
  const last = build
    .selectFrom('flowVersions')
    .select('number')
    .where('orgId', '=', orgId)
    .where('flowId', '=', flowId)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1);
  const number = ((await findRow(tx, last))?.number ?? 0) + 1;
  const kept = certificate && toStoredJson(certificate);
  const insert = build
    .insertInto('flowVersions')
    .columns([
      'orgId',
      'id',
      'flowId',
      'kind',
      'number',
      'note',
      'createdBy',
      'definition',
      'links',
      'certificate',
      'createdAt',
    ])
    .expression(({ selectFrom, val }) =>
      selectFrom('flows')
        .select(['orgId', val(versionId).as('id'), 'id as flowId', val('published' as const).as('kind')])
        .select([val(number).as('number'), val(note).as('note'), val(createdBy).as('createdBy'), 'draft'])
        .select([val(toStoredJson(links)).as('links'), val(kept).as('certificate'), val(at).as('createdAt')])
        .where('orgId', '=', orgId)
        .where('id', '=', flowId),
    );
  await countRows(tx, insert);
  return number;
}

/** Tells whether a publication failed because another flow has a trigger that only one flow can have. */
export function isTriggerTaken(error: unknown): boolean {
  return (
    hasSqlState(error, 'unique_violation') && Reflect.get(error, 'constraint') === 'flow_triggers_single_idx'
  );
}
