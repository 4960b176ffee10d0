import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { type FlowPointers, lockFlowPointers, updateFlowPointers } from '@/server/db/flow/environments';
import { findFlow } from '@/server/db/flow/store';
import {
  deleteTriggers,
  findNewestVersionId,
  findUnchangedVersion,
  findVersion,
  insertTriggers,
  insertVersion,
  type VersionRowWithDefinition,
} from '@/server/db/flow-version/published';
import { findReplayOfDraft } from '@/server/db/replay/store';
import { VERSION } from '@/server/gateways/version';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { type Change, withChange } from '../../audit/with-change';
import { actorName, type ServiceContext } from '../../context';
import { pointTo, readEnvironment } from '../../environment/versions-in';
import { toNewTrigger } from '../../trigger/view';
import { requireFlowRow } from '../internal';
import { requirePassedTests, toTestRecord } from './test-publication';
import type { TestedMember } from './test-set';

/** A version of one flow; `isNew` is false if it was published before. */
export type PublishedVersion = { row: VersionRowWithDefinition; isNew: boolean };

/**
 * The note of the versions, why they are published although tests fail, and the environment that gets them; null for none.
 */
export type Words = { note: string; reason: string; environment: string | null };

/** Stores the versions of a set in one transaction, in its order; returns the current ones if no draft and no pin has changed. */
export async function commitSet(
  ctx: ServiceContext,
  orgId: string,
  members: readonly TestedMember[],
  words: Words,
): Promise<PublishedVersion[]> {
  // In one order, so that two publications do not wait for each other's flows.
  const inOrder = members.toSorted((left, right) => (left.flow.id < right.flow.id ? -1 : 1));
  const published = await withChange(ctx, async (tx) => {
    const standing = await lockMembers(tx, orgId, inOrder, words.environment);
    const same = await findUnchanged(tx, orgId, inOrder, standing);
    if (same) return { result: same, change: null };
    for (const { tested } of members) requirePassedTests(tested, words.reason);
    if (words.environment === PRODUCTION)
      await deleteTriggers(tx, { orgId, flowIds: inOrder.map(({ flow }) => flow.id) });
    const made = new Map<string, PublishedVersion>();
    const changes: Change[] = [];
    for (const member of inOrder) {
      const pointers = standing.get(member.flow.id)?.pointers ?? null;
      const { row, change } = await insertMember(ctx, tx, { orgId, member, members, words, pointers });
      made.set(member.flow.id, { row, isNew: true });
      changes.push(change);
    }
    return { result: made, change: changes };
  });
  return members.flatMap(({ flow }) => published.get(flow.id) ?? []);
}

/** Where a flow stands: its pointers, and the version that it would be published over; null if there is none. */
type Standing = { pointers: FlowPointers; versionId: string | null };

/** Keeps others from changing the flows until the transaction ends; archived ones are left out. */
async function lockMembers(
  tx: AuditedTransaction,
  orgId: string,
  members: readonly TestedMember[],
  environment: string | null,
): Promise<Map<string, Standing>> {
  const standing = new Map<string, Standing>();
  for (const { flow } of members) {
    const key = { orgId, flowId: flow.id };
    const pointers = await lockFlowPointers(tx, key);
    if (!pointers) continue;
    const [first, ...others] = environment ? (readEnvironment(pointers, environment)?.versions ?? []) : [];
    const only = others.length === 0 ? (first?.id ?? null) : null;
    const versionId = environment === null ? await findNewestVersionId(tx, key) : only;
    standing.set(flow.id, { pointers, versionId });
  }
  return standing;
}

/** The current versions, if each has the draft of its flow, and the pins that it would have; else null. */
async function findUnchanged(
  tx: AuditedTransaction,
  orgId: string,
  members: readonly TestedMember[],
  standing: ReadonlyMap<string, Standing>,
): Promise<Map<string, PublishedVersion> | null> {
  const now = ({ flow }: TestedMember) => standing.get(flow.id)?.versionId ?? null;
  const current = new Map(members.map((member) => [member.versionId, now(member) ?? member.versionId]));
  const found = new Map<string, PublishedVersion>();
  for (const member of members) {
    const { flow, checked } = member;
    const versionId = now(member);
    if (versionId === null) return null;
    const links = Object.fromEntries(
      Object.entries(checked.links).map(([slug, linked]) => [slug, current.get(linked) ?? linked]),
    );
    const draft = { orgId, flowId: flow.id, versionId, rev: flow.draftRev, links };
    const row = await findUnchangedVersion(tx, draft);
    if (row) found.set(flow.id, { row, isNew: false });
  }
  return found.size === members.length ? found : null;
}

type Insertion = {
  orgId: string;
  member: TestedMember;
  members: readonly TestedMember[];
  words: Words;
  pointers: FlowPointers | null;
};

async function insertMember(
  ctx: ServiceContext,
  tx: AuditedTransaction,
  { orgId, member, members, words: { note, reason, environment }, pointers }: Insertion,
): Promise<{ row: VersionRowWithDefinition; change: Change }> {
  const { flow, versionId, checked, tested } = member;
  const { id: flowId, slug, draftRev: rev } = flow;
  const number = await insertVersion(tx, {
    ...{ orgId, flowId, versionId, rev, note, links: checked.links },
    certificate: checked.certificate && { engine: VERSION, ...checked.certificate },
    createdBy: actorName(ctx.actor),
    at: new Date(ctx.clock.now()),
  });
  if (number !== null && environment !== null && pointers)
    await point(tx, { orgId, member, environment, pointers });
  const row = number === null ? null : await findVersion(tx, { orgId, flowId, number: null, versionId });
  if (number === null || !row) {
    const { draftRev } = requireFlowRow(await findFlow(tx, { orgId, flowId }), flowId);
    throw domainError('draft_conflict', { currentRev: draftRev });
  }
  const replay = await findReplayOfDraft(tx, { orgId, flowId, draftRev: rev });
  // What its author saw, or could have seen, of recorded sessions on it.
  const seen = replay && { replay: { id: replay.id, verdicts: replay.result?.verdicts ?? null } };
  const set = members.length > 1 && { set: members.map((one) => one.flow.slug) };
  // As before for those who have production alone.
  const place = environment === PRODUCTION ? null : { environment };
  const after = { number, note, slug, ...place, ...set, ...seen, ...toTestRecord(tested, reason) };
  return {
    row,
    change: { action: 'flow.published', thingId: flowId, name: flow.name, before: null, after },
  };
}

/** Gives an environment the new version; in production also its triggers, after `deleteTriggers`. */
async function point(
  tx: AuditedTransaction,
  {
    orgId,
    member: { flow, versionId, checked },
    environment,
    pointers,
  }: { orgId: string; member: TestedMember; environment: string; pointers: FlowPointers },
): Promise<void> {
  const moved = pointTo(pointers, environment, [{ id: versionId, weight: 1 }]);
  await updateFlowPointers(tx, { orgId, flowId: flow.id, ...moved });
  const triggers = checked.triggers.map(toNewTrigger);
  if (environment === PRODUCTION) await insertTriggers(tx, { orgId, flowId: flow.id, versionId, triggers });
}
