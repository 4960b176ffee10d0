import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { findFlow } from '@/server/db/flow/store';
import {
  deleteTriggers,
  findUnchangedVersion,
  findVersion,
  insertVersion,
  type VersionRowWithDefinition,
} from '@/server/db/flow-version/published';
import { findReplayOfDraft } from '@/server/db/replay/store';
import { VERSION } from '@/server/gateways/version';
import { domainError } from '@/server/shared/errors';
import { type Change, withChange } from '../../audit/with-change';
import { actorName, type ServiceContext } from '../../context';
import { toNewTrigger } from '../../trigger/view';
import { requireFlowRow } from '../internal';
import { requirePassedTests, toTestRecord } from './test-publication';
import type { TestedMember } from './test-set';

/** A version of one flow; `isNew` is false if it was published before. */
export type PublishedVersion = { row: VersionRowWithDefinition; isNew: boolean };

/** The note of the versions, and why they are published although tests fail. */
export type Words = { note: string; reason: string };

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
    const same = await findUnchanged(tx, orgId, inOrder);
    if (same) return { result: same, change: null };
    for (const { tested } of members) requirePassedTests(tested, words.reason);
    await deleteTriggers(tx, { orgId, flowIds: inOrder.map(({ flow }) => flow.id) });
    const made = new Map<string, PublishedVersion>();
    const changes: Change[] = [];
    for (const member of inOrder) {
      const { row, change } = await insertMember(ctx, tx, { orgId, member, members, words });
      made.set(member.flow.id, { row, isNew: true });
      changes.push(change);
    }
    return { result: made, change: changes };
  });
  return members.flatMap(({ flow }) => published.get(flow.id) ?? []);
}

/** The current versions, if each has the draft of its flow, and the pins that it would have; else null. */
async function findUnchanged(
  tx: AuditedTransaction,
  orgId: string,
  members: readonly TestedMember[],
): Promise<Map<string, PublishedVersion> | null> {
  const current = new Map(members.map(({ flow, versionId }) => [versionId, flow.versionId ?? versionId]));
  const found = new Map<string, PublishedVersion>();
  for (const { flow, checked } of members) {
    const links = Object.fromEntries(
      Object.entries(checked.links).map(([slug, linked]) => [slug, current.get(linked) ?? linked]),
    );
    const row = await findUnchangedVersion(tx, { orgId, flowId: flow.id, rev: flow.draftRev, links });
    if (row) found.set(flow.id, { row, isNew: false });
  }
  return found.size === members.length ? found : null;
}

type Insertion = {
  orgId: string;
  member: TestedMember;
  members: readonly TestedMember[];
  words: Words;
};

async function insertMember(
  ctx: ServiceContext,
  tx: AuditedTransaction,
  { orgId, member, members, words: { note, reason } }: Insertion,
): Promise<{ row: VersionRowWithDefinition; change: Change }> {
  const { flow, versionId, checked, tested } = member;
  const { id: flowId, slug, draftRev: rev } = flow;
  const number = await insertVersion(tx, {
    ...{ orgId, flowId, versionId, rev, note, links: checked.links },
    certificate: checked.certificate && { engine: VERSION, ...checked.certificate },
    triggers: checked.triggers.map(toNewTrigger),
    createdBy: actorName(ctx.actor),
    at: new Date(ctx.clock.now()),
  });
  const row = number === null ? null : await findVersion(tx, { orgId, flowId, number: null, versionId });
  if (number === null || !row) {
    const { draftRev } = requireFlowRow(await findFlow(tx, { orgId, flowId }), flowId);
    throw domainError('draft_conflict', { currentRev: draftRev });
  }
  const replay = await findReplayOfDraft(tx, { orgId, flowId, draftRev: rev });
  // What its author saw, or could have seen, of recorded sessions on it.
  const seen = replay && { replay: { id: replay.id, verdicts: replay.result?.verdicts ?? null } };
  const set = members.length > 1 && { set: members.map((one) => one.flow.slug) };
  const after = { number, note, slug, ...set, ...seen, ...toTestRecord(tested, reason) };
  return {
    row,
    change: { action: 'flow.published', thingId: flowId, name: flow.name, before: null, after },
  };
}
