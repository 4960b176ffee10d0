import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_SCOPES, type Role } from '@/server/shared/scopes';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { RULES } from './fixtures/rules';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

/*
 * The rights to call procedures. The rows are compared with the router itself: a procedure without a rule, or a rule without
 * a procedure, fails. Inputs name things that do not exist, so that an authorized call ends with "not found".
 */

const ROLES = Object.keys(ROLE_SCOPES) as Role[];
const PROCEDURES = Object.keys(appRouter._def.procedures);
const makeCaller = createCallerFactory(appRouter);

describe('who may call what', () => {
  let testEnv: TestEnv;
  const people = new Map<Role, string>();

  beforeAll(async () => {
    testEnv = await openTestEnv();
    const { db, ids } = testEnv.platform;
    for (const role of ROLES) {
      const id = ids.uuid(Date.now());
      people.set(role, id);
      await db.prisma.user.create({ data: { id, email: `${role}@example.test`, name: role } });
      await db.prisma.member.create({ data: { orgId: testEnv.orgId, userId: id, role } });
    }
  });
  afterAll(() => testEnv.close());

  it('has a rule for every procedure, and for nothing else', () => {
    expect(Object.keys(RULES).sort()).toEqual([...PROCEDURES].sort());
  });

  const rules = Object.entries(RULES).map(([path, rule]) => ({ path, ...rule }));

  it.each(rules)('$path without a sign-in', async ({ path, may, input, gets = null }) => {
    expect(await codeOf(null, path, input)).toBe(may === 'anyone' ? gets : 'UNAUTHORIZED');
  });

  const matrix = rules.flatMap((rule) => ROLES.map((role) => ({ role, ...rule })));

  it.each(matrix)('$path as $role', async ({ role, path, may, input, gets = 'NOT_FOUND' }) => {
    const allowed = may === 'anyone' || may === 'member' || ROLE_SCOPES[role].includes(may);
    const code = await codeOf(role, path, input);
    expect(code).toBe(allowed ? gets : 'FORBIDDEN');
  });

  /** Calls a procedure by its path; returns the code of its failure, or null. */
  async function codeOf(role: Role | null, path: string, input: unknown): Promise<string | null> {
    const { orgId, platform } = testEnv;
    const actor = role && {
      type: 'user' as const,
      orgId,
      userId: people.get(role) ?? '',
      role,
      authenticatedAt: new Date(),
    };
    const caller = makeCaller({ platform, actor, requestId: 'test' });
    const [noun = '', verb = ''] = path.split('.');
    const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    try {
      const result = await nouns[noun]?.[verb]?.(input);
      if (isStream(result)) await result[Symbol.asyncIterator]().next();
      return null;
    } catch (error) {
      if (error instanceof TRPCError) return error.code;
      return domainCode(error);
    }
  }
});

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

// A stream fails after its procedure has returned, so its error arrives unchanged.
function domainCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'permission_denied') return 'FORBIDDEN';
  if (code === 'not_found') return 'NOT_FOUND';
  throw error;
}
