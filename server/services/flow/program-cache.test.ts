import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addFlow, addOrganization, openTestStage, type TestStage } from '@/server/tools/test-platform';
import { ECHO, HELLO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { createProgramCache } from './program-cache';

let stage: TestStage;

beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage.close());

const store = (definition: FlowDefinitionInput, links = {}) =>
  addFlow(stage.platform.db, stage.orgId, definition, links);

function calling(slug: string): FlowDefinitionInput {
  return { format: 1, start: 'call', nodes: [{ id: 'call', kind: 'subflow', flow: slug }] };
}

describe('createProgramCache', () => {
  it('compiles a version once, also for many at once', async () => {
    const { versionId } = await store(ECHO);
    const query = vi.spyOn(stage.platform.db.pool, 'query');
    const programs = createProgramCache(stage.platform.db.pool);
    const wanted = await Promise.all([1, 2, 3].map(() => programs.get(stage.orgId, versionId)));
    expect(new Set([...wanted, await programs.get(stage.orgId, versionId)]).size).toBe(1);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('brings the versions that a version is pinned to', async () => {
    const called = await store(HELLO);
    const caller = await store(calling(called.slug), { [called.slug]: called.versionId });
    const program = await stage.platform.programs.get(stage.orgId, caller.versionId);
    expect(program.calls.get(called.slug)).toBe(
      await stage.platform.programs.get(stage.orgId, called.versionId),
    );
    const reply = await startSession(actIn(stage.platform, stage.orgId), { flowId: caller.flowId });
    expect(reply.messages[0]?.text).toBe('Hello .');
  });

  it('lets go of what was used longest ago when it holds too much', async () => {
    const [first, second] = [await store(ECHO), await store(ECHO)];
    const programs = createProgramCache(stage.platform.db.pool, 500);
    const before = await programs.get(stage.orgId, first.versionId);
    await programs.get(stage.orgId, second.versionId);
    expect(await programs.get(stage.orgId, first.versionId)).not.toBe(before);
  });

  it('finds no version of another organization', async () => {
    const { versionId } = await store(ECHO);
    const { programs, db } = stage.platform;
    await programs.get(stage.orgId, versionId);
    await expect(programs.get(await addOrganization(db), versionId)).rejects.toThrow('does not exist');
  });

  it('does not remember a failure', async () => {
    const later = stage.platform.ids.uuid(Date.now());
    const caller = await store(calling('later'), { later });
    const { programs, db } = stage.platform;
    await expect(programs.get(stage.orgId, caller.versionId)).rejects.toThrow('does not exist');
    const { flowId } = await store(ECHO);
    const definition = JSON.parse(JSON.stringify(ECHO));
    await db.prisma.flowVersion.create({
      data: { orgId: stage.orgId, id: later, flowId, kind: 'trial', definition },
    });
    await expect(programs.get(stage.orgId, caller.versionId)).resolves.toBeDefined();
  });
});
