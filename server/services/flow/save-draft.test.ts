import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actIn, openTestStage, type TestStage } from '@/server/tools/test-platform';
import { createFlow } from './create-flow';
import { getFlow } from './get-flow';
import { saveDraft } from './save-draft';

let stage: TestStage;

beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage.close());

describe('saveDraft beside another', () => {
  it('answers what it saved, however soon that is replaced', async () => {
    const ctx = actIn(stage.platform, stage.orgId);
    const { id: flowId } = await createFlow(ctx, { name: 'Busy', definition: { by: 'nobody' } });
    const { pool } = ctx.db;
    const query = pool.query.bind(pool);
    const spy = vi.spyOn(pool, 'query').mockImplementation(async (...args: unknown[]) => {
      const done = await Reflect.apply(query, pool, args);
      if (Reflect.get(Object(args[0]), 'name') === 'update_draft')
        await query(`UPDATE flows SET draft = '{"by":"them"}', name = 'Theirs', draft_rev = 3`);
      return done;
    });
    const mine = await saveDraft(ctx, { flowId, draft: { by: 'me' }, ifRev: 1 });
    spy.mockRestore();
    expect(mine).toMatchObject({ draftRev: 2, name: 'Busy', draft: { by: 'me' }, draftChanged: true });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ draftRev: 3, draft: { by: 'them' } });
  });
});
