import { describe, expect, it } from 'vitest';
import { checkFile } from './check-file';

const packages = { dependencies: new Set<string>(), devDependencies: new Set<string>() };
const find = (file: string, source: string) =>
  checkFile(file, source, packages).map(({ why }) => why.split(':')[0]);

const SERVICE = 'server/services/member/remove-member.ts';
const STORE = 'server/db/member/store.ts';

describe('guarded writes', () => {
  it.each([
    [SERVICE, 'await ctx.db.prisma.member.delete({});'],
    [SERVICE, 'const { member } = ctx.db.prisma; await member.updateMany({});'],
    [SERVICE, 'await prisma.$transaction((tx) => tx.member.delete({}));'],
    [SERVICE, 'await db.transaction(async (tx) => { await tx.prisma.member.delete({}); });'],
    [STORE, 'const text = `DELETE FROM members WHERE org_id = $1`;'],
    [STORE, "const text = 'UPDATE channels SET name = $1';"],
    [SERVICE, 'await insertAuditEntry(pool, entry);'],
    [SERVICE, 'await work({ ...tx, isAudited: true });'],
    ['server/db/member/audit.ts', 'const text = `INSERT INTO audit_entries (id) VALUES ($1)`;'],
  ])('keep %s from %s (audit/change-with-entry)', (file, source) => {
    expect(find(file, source)).toContain('audit/change-with-entry');
  });

  it.each([
    [SERVICE, 'await tx.prisma.session.updateMany({});'],
    [STORE, 'const text = `UPDATE sessions SET assignee_id = NULL WHERE turn_no = 3`;'],
    [STORE, 'const text = `UPDATE sessions s\n  SET hops = 1 FROM waiting`;'],
    [STORE, 'const text = `DELETE FROM sessions WHERE id = $1`;'],
  ])('keep %s from %s (turn/only-turns-move-sessions)', (file, source) => {
    expect(find(file, source)).toContain('turn/only-turns-move-sessions');
  });

  it.each([
    [SERVICE, 'await withChange(ctx, async (tx) => tx.prisma.member.delete({}));'],
    [SERVICE, 'await ctx.db.prisma.member.findMany({});'],
    [STORE, 'const text = `UPDATE sessions s SET status = $1, turn_no = s.turn_no + 1 WHERE id = $2`;'],
    ['server/db/flow/store.ts', 'const text = `UPDATE flows f SET draft = $1`;'],
    ['server/services/member/remove-member.test.ts', 'await prisma.session.update({});'],
    ['server/tools/fill.ts', "const text = 'DELETE FROM sessions';"],
  ])('let %s do %s', (file, source) => {
    expect(find(file, source)).toEqual([]);
  });
});
