import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ECHO, HELLO } from '../../session/fixtures/flows';
import { startSession } from '../../session/start-session';
import { createProgramCache } from './program-cache';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const store = (definition: FlowDefinitionInput, links = {}) =>
  addFlow(testEnv.platform.db, testEnv.orgId, definition, links);

function calling(slug: string): FlowDefinitionInput {
  return { format: 1, start: 'call', nodes: [{ id: 'call', kind: 'subflow', flow: slug }] };
}

describe('createProgramCache', () => {
  it('compiles a version once, also for concurrent callers', async () => {
    const { versionId } = await store(ECHO);
    const query = vi.spyOn(testEnv.platform.db.pool, 'query');
    const programs = createProgramCache(testEnv.platform.db);
    const wanted = await Promise.all([1, 2, 3].map(() => programs.get(testEnv.orgId, versionId)));
    expect(new Set([...wanted, await programs.get(testEnv.orgId, versionId)]).size).toBe(1);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('loads the versions that a version is pinned to', async () => {
    const called = await store(HELLO);
    const caller = await store(calling(called.slug), { [called.slug]: called.versionId });
    const program = await testEnv.platform.programs.get(testEnv.orgId, caller.versionId);
    expect(program.calls.get(called.slug)).toBe(
      await testEnv.platform.programs.get(testEnv.orgId, called.versionId),
    );
    const reply = await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId: caller.flowId });
    expect(reply.messages[0]?.text).toBe('Hello .');
  });

  it('evicts the least recently used versions when full', async () => {
    const [first, second] = [await store(ECHO), await store(ECHO)];
    const programs = createProgramCache(testEnv.platform.db, 500);
    const before = await programs.get(testEnv.orgId, first.versionId);
    await programs.get(testEnv.orgId, second.versionId);
    expect(await programs.get(testEnv.orgId, first.versionId)).not.toBe(before);
  });

  it('finds no version of another organization', async () => {
    const { versionId } = await store(ECHO);
    const { programs, db } = testEnv.platform;
    await programs.get(testEnv.orgId, versionId);
    await expect(programs.get(await addOrganization(db), versionId)).rejects.toThrow('does not exist');
  });

  it('does not cache a failure', async () => {
    const later = testEnv.platform.ids.uuid(Date.now());
    const caller = await store(calling('later'), { later });
    const { programs, db } = testEnv.platform;
    await expect(programs.get(testEnv.orgId, caller.versionId)).rejects.toThrow('does not exist');
    const { flowId } = await store(ECHO);
    const definition = JSON.parse(JSON.stringify(ECHO));
    await db.prisma.flowVersion.create({
      data: { orgId: testEnv.orgId, id: later, flowId, kind: 'test', definition },
    });
    await expect(programs.get(testEnv.orgId, caller.versionId)).resolves.toBeDefined();
  });
});
