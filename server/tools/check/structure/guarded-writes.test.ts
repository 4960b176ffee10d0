import { describe, expect, it } from 'vitest';
import { checkFile } from './check-file';

const find = (file: string, source: string) => checkFile(file, source).map(({ why }) => why.split(':')[0]);

const SERVICE = 'server/services/member/remove-member.ts';
const STORE = 'server/db/member/store.ts';

describe('statements', () => {
  it.each([
    'await ctx.db.prisma.member.findMany({});',
    "import { sql } from 'kysely';",
    "import { build } from '@/server/db/statement/query';",
    "import { PrismaClient } from '@/server/db/generated/client';",
    "const find = defineStatement('find', 'SELECT 1');",
    "await ctx.db.pool.query({ text: 'SELECT 1' });",
  ])('are allowed only in stores: %s', (source) => {
    expect(find(SERVICE, source)).toContain(
      'statements belong to server/db, where stores name them and their types are checked',
    );
    expect(find('server/services/member/remove-member.test.ts', source)).toEqual([]);
  });

  it("do not go through Prisma's client", () => {
    expect(find(STORE, 'await db.prisma.member.findMany({});')).toHaveLength(1);
  });

  it.each([
    "import { sql } from 'kysely';",
    "const find = defineStatement('find', 'SELECT 1');",
    "await pool.query({ text: 'SELECT 1' });",
  ])('are allowed in a store: %s', (source) => {
    expect(find(STORE, source)).toEqual([]);
  });
});

const toFunction = (params: string, statement: string) =>
  `export async function f(${params}) {\n  await countRows(db, ${statement});\n}\n`;

describe('guarded writes', () => {
  it.each([
    [STORE, toFunction('db: Db', "build.deleteFrom('members')")],
    [STORE, toFunction('db: Db', "build.updateTable('members as m').set({ role })")],
    [STORE, toFunction('tx: Transaction', "build.updateTable('organizations').set({ name })")],
    [
      STORE,
      `${toFunction('tx: AuditedTransaction', '1')}${toFunction('db: Db', "build.insertInto('apiKeys')")}`,
    ],
    [STORE, "const update = build.updateTable('channels').set({ name: '' });"],
    [STORE, 'const text = `DELETE FROM members WHERE org_id = $1`;'],
    [STORE, "const text = 'UPDATE channels SET name = $1';"],
    [SERVICE, 'await insertAuditEntry(pool, entry);'],
    [SERVICE, 'await work({ ...tx, isAudited: true });'],
    ['server/db/member/audit.ts', 'const text = `INSERT INTO audit_entries (id) VALUES ($1)`;'],
    ['server/db/member/audit.ts', toFunction('db: Db', "build.insertInto('auditEntries').values(row)")],
  ])('forbid %s to run %s (audit/change-with-entry)', (file, source) => {
    expect(find(file, source)).toContain('audit/change-with-entry');
  });

  it.each([
    [STORE, toFunction('tx: AuditedTransaction', "build.updateTable('sessions').set({ roomId })")],
    [
      STORE,
      toFunction('db: Db', "build.updateTable('sessions as s').set({ roomId }).where('turnNo', '=', 1)"),
    ],
    [STORE, toFunction('db: Db', "build.deleteFrom('sessions')")],
    [STORE, 'const text = `UPDATE sessions SET assignee_id = NULL WHERE turn_no = 3`;'],
    [STORE, 'const text = `UPDATE sessions s\n  SET event_depth = 1 FROM waiting`;'],
    [STORE, 'const text = `DELETE FROM sessions WHERE id = $1`;'],
  ])('forbid %s to run %s (turn/only-turns-move-sessions)', (file, source) => {
    expect(find(file, source)).toContain('turn/only-turns-move-sessions');
  });

  it.each([
    [STORE, toFunction('tx: AuditedTransaction, key: Key', "build.deleteFrom('members')")],
    [STORE, toFunction('db: Db', "build.selectFrom('members').selectAll()")],
    [STORE, toFunction('db: Db', "build.insertInto('users').values(user)")],
    [
      'server/db/api-key/last-used.ts',
      toFunction('db: Db', "build.updateTable('apiKeys').set({ lastUsedAt })"),
    ],
    [STORE, 'const text = `UPDATE sessions s SET status = $1, turn_no = s.turn_no + 1 WHERE id = $2`;'],
    [STORE, toFunction('db: Db', "build.updateTable('sessions').set({ turnNo: 2 }).where('id', '=', id)")],
    ['server/services/member/remove-member.test.ts', 'await prisma.session.update({});'],
    ['server/tools/fill.ts', "const text = 'DELETE FROM sessions';"],
  ])('allow %s to run %s', (file, source) => {
    expect(find(file, source)).toEqual([]);
  });
});
