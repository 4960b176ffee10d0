/*
 * Deletes everything of a person.
 *
 * contact/erased-with-sessions: a session is deleted with everything that contains its words, in one transaction, also while it
 *   runs: a turn that is taken meanwhile finds no session.
 * contact/lock-order: the contact is locked last, as in a turn that changes it, so that a person who writes meanwhile and their
 *   erasure do not deadlock.
 */
import { sql } from 'kysely';
import type { JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Transaction } from '../connection/transaction';
import { lockFlowTests } from '../flow/tests';
import { deleteTranscripts } from '../session/delete';
import { deleteSessionRows, deleteWithForks } from '../session/prune';
import { build, countRows, getRow, listRows } from '../statement/query';
import { listContactSessions } from './list';
import { type ContactKey, lockContact } from './store';
import { selectContactThreads } from './threads';

/** How many rows of each kind were deleted. */
export type Erased = {
  sessions: number;
  turns: number;
  messages: number;
  suggestions: number;
  deliveries: number;
  answers: number;
  requests: number;
  events: number;
  tests: number;
  threads: number;
  files: number;
};

export const NOTHING_ERASED: Erased = {
  ...{ sessions: 0, turns: 0, messages: 0, suggestions: 0, deliveries: 0, answers: 0 },
  ...{ requests: 0, events: 0, tests: 0, threads: 0, files: 0 },
};

/** Adds up what was erased. */
export function addErased(one: Erased, other: Erased): Erased {
  const add = ([kind, count]: [string, number]) => [kind, count + one[kind as keyof Erased]];
  return Object.fromEntries(Object.entries(other).map(add));
}

/** Deletes up to `limit` sessions of a contact with everything that contains their words; returns their ids, too. */
export async function eraseSessions(
  tx: AuditedTransaction,
  { orgId, contactId, limit, at }: ContactKey & { limit: number; at: Date },
): Promise<{ ids: string[]; erased: Erased }> {
  const found = await listContactSessions(tx, { orgId, contactId, take: limit });
  const wanted = found.map(({ id }) => id);
  if (wanted.length === 0) return { ids: [], erased: NOTHING_ERASED };
  const said = await countWords(tx, orgId, wanted);
  const chosen = build
    .selectFrom('sessions')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', 'in', wanted);
  const own = await deleteTranscripts(tx, { orgId, sessions: chosen.orderBy('id').forUpdate() });
  const ids = await deleteWithForks(tx, orgId, own);
  if (ids.length === 0) return { ids: [], erased: NOTHING_ERASED };
  const tests = await deleteTestsOf(tx, { orgId, ids, at });
  const remove = (table: 'deliveries' | 'idempotencyRecords' | 'requestRecords') =>
    countRows(tx, build.deleteFrom(table).where('orgId', '=', orgId).where('sessionId', 'in', ids));
  const [deliveries, answers, requests] = [
    await remove('deliveries'),
    await remove('idempotencyRecords'),
    await remove('requestRecords'),
  ];
  const emitted = build.deleteFrom('domainEvents').where('orgId', '=', orgId).where('sourceId', 'in', ids);
  const events = await countRows(tx, emitted);
  const held = build.updateTable('threads').set({ sessionId: null }).where('orgId', '=', orgId);
  await countRows(tx, held.where('sessionId', 'in', ids));
  await deleteSessionRows(tx, { orgId, ids });
  const counts = { deliveries, answers, requests, events, tests };
  return { ids, erased: { ...NOTHING_ERASED, ...said, ...counts, sessions: ids.length } };
}

async function countWords(
  tx: Transaction,
  orgId: string,
  ids: string[],
): Promise<Pick<Erased, 'turns' | 'messages' | 'suggestions'>> {
  const turns = build
    .selectFrom('turns')
    .select(({ fn }) => fn.countAll<string>().as('turns'))
    .select(sql<string>`coalesce(sum(json_array_length(messages)), 0)`.as('messages'))
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', ids);
  const suggestions = build
    .selectFrom('suggestions')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', ids);
  const said = await getRow(tx, turns);
  const { count } = await getRow(tx, suggestions);
  return { turns: Number(said.turns), messages: Number(said.messages), suggestions: Number(count) };
}

type Derived = { orgId: string; ids: readonly string[]; at: Date };

/** Deletes the tests of all flows that were made of sessions, and their copies: they have the id of their session as their seed. */
async function deleteTestsOf(tx: AuditedTransaction, { orgId, ids, at }: Derived): Promise<number> {
  const isDerived = sql<boolean>`EXISTS (
    SELECT FROM json_array_elements(flows.tests) test WHERE test->>'seed' = ANY(${ids}::text[]))`;
  const flows = build.selectFrom('flows').select('id').where('orgId', '=', orgId).where(isDerived);
  let deleted = 0;
  for (const { id: flowId } of await listRows(tx, flows.orderBy('id'))) {
    const found = await lockFlowTests(tx, { orgId, flowId });
    const tests = (found?.tests ?? []) as JsonObject[];
    const kept = tests.filter(({ seed }) => typeof seed !== 'string' || !ids.includes(seed));
    if (kept.length === tests.length) continue;
    const change = { tests: toStoredJson(kept), updatedAt: at };
    const flow = build.updateTable('flows').set(change).where('orgId', '=', orgId).where('id', '=', flowId);
    await countRows(tx, flow);
    deleted += tests.length - kept.length;
  }
  return deleted;
}

/** Locks a contact without sessions and deletes its threads; null if it has sessions again, or is gone. */
export async function eraseThreads(tx: AuditedTransaction, key: ContactKey): Promise<Erased | null> {
  const { orgId, contactId } = key;
  const threads = selectContactThreads(orgId).select('threads.id').where('address.contactId', '=', contactId);
  const ids = (await listRows(tx, threads.forUpdate('threads'))).map(({ id }) => id);
  if ((await lockContact(tx, key)) === null) return null;
  if ((await listContactSessions(tx, { ...key, take: 1 })).length > 0) return null;
  if (ids.length === 0) return NOTHING_ERASED;
  const remove = (table: 'uploads' | 'clientEvents') =>
    countRows(tx, build.deleteFrom(table).where('orgId', '=', orgId).where('threadId', 'in', ids));
  const [files, events] = [await remove('uploads'), await remove('clientEvents')];
  const sent = build.deleteFrom('deliveries').where('orgId', '=', orgId).where('queueId', 'in', ids);
  const deliveries = await countRows(tx, sent);
  await countRows(tx, build.deleteFrom('deliveryQueues').where('orgId', '=', orgId).where('id', 'in', ids));
  await countRows(tx, build.deleteFrom('threads').where('orgId', '=', orgId).where('id', 'in', ids));
  return { ...NOTHING_ERASED, threads: ids.length, files, events, deliveries };
}
