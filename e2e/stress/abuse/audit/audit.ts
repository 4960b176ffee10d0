import { AUDITED_ACTIONS, type AuditedAction } from '@/server/services/audit/audited-actions';
import { openTestEnv } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { ACTS } from './acts';
import { type AuditFixture, openAuditFixture } from './audit-fixture';
import { hashTables, prepareStrikes, type Strikes } from './strikes';

/** Tables outside the audit: users, and records written beside changes. */
const BESIDE = ['users', 'audit_entries', 'mails', 'sign_in_attempts'];
/** Tables that only changes of sessions are about; other changes may end sessions by turns of their own. */
const OF_SESSIONS = ['sessions', 'turns'];
/** The contact of a new thread is stored after the reply, which may be during a later act. */
const OF_CONTACTS = ['contacts', 'contact_addresses'];
/** What is audited although it changes nothing. */
const READS: ReadonlySet<AuditedAction> = new Set(['contact.exported']);
const MOST_WRITES = 120;

type Seen = { strikes: number; kept: number; withoutEntry: string[]; withoutChange: string[] };

async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openTestEnv({ poolSize: 10 }, postgres);
  try {
    const fixture = await openAuditFixture(testEnv);
    const strikes = await prepareStrikes(testEnv.platform.db.pool);
    const seen: Seen = { strikes: 0, kept: 0, withoutEntry: [], withoutChange: [] };
    for (let round = 0; round < size; round += 1)
      for (const action of AUDITED_ACTIONS) await strikeAll(fixture, strikes, action, seen);
    return {
      counts: {
        actions: AUDITED_ACTIONS.length,
        'failures injected': seen.strikes,
        'changes kept': seen.kept,
        'changes without entries': seen.withoutEntry.length,
        'entries without changes': seen.withoutChange.length,
      },
      successes: seen.kept,
      failures: [...seen.withoutEntry, ...seen.withoutChange],
    };
  } finally {
    await testEnv.close();
  }
}

/** Performs one act with a failure at its first write, at its second, and so on, until it succeeds. */
async function strikeAll(
  fixture: AuditFixture,
  { tables, strikeAt }: Strikes,
  action: AuditedAction,
  seen: Seen,
): Promise<void> {
  const { pool } = fixture.ctx.db;
  const audited = listAuditedTables(tables, action);
  const act = await ACTS[action](fixture);
  const count = () => fixture.ctx.db.prisma.auditEntry.count({ where: { action } });
  for (let at = 1; at <= MOST_WRITES; at += 1) {
    const [hash, entries] = [await hashTables(pool, audited), await count()];
    await strikeAt(at);
    const error = await act().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    await strikeAt(0);
    const isEntered = (await count()) > entries;
    const isChanged = (await hashTables(pool, audited)) !== hash || (READS.has(action) && isEntered);
    if (isChanged && !isEntered) seen.withoutEntry.push(`${action}, struck at write ${at}: no entry`);
    if (isEntered && !isChanged) seen.withoutChange.push(`${action}, struck at write ${at}: no change`);
    if (isChanged && isEntered) seen.kept += 1;
    if (isChanged || isEntered) return;
    if (!String(error).includes('struck at write')) throw error ?? new Error(`${action} did nothing`);
    seen.strikes += 1;
  }
  throw new Error(`${action} has more than ${MOST_WRITES} writes`);
}

function listAuditedTables(tables: readonly string[], action: AuditedAction): string[] {
  const beside = new Set(BESIDE);
  if (!action.startsWith('session.')) for (const table of OF_SESSIONS) beside.add(table);
  if (!action.startsWith('contact.')) for (const table of OF_CONTACTS) beside.add(table);
  return tables.filter((table) => !beside.has(table));
}

/** Injects a failure at each write of every audited act. */
export const AUDIT: Suite = {
  name: 'audit',
  promise: 'an audited change and its entry are kept together or not at all',
  sizes: { short: 1, long: 5 },
  minimumOf: (size) => AUDITED_ACTIONS.length * size,
  run,
};
