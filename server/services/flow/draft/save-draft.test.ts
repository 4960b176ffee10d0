import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createFlow } from '../create-flow';
import { getFlow } from '../get-flow';
import { saveDraft } from './save-draft';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

describe('two calls of saveDraft', () => {
  it('each return what they saved, however soon it is replaced', async () => {
    const ctx = actIn(testEnv.platform, testEnv.orgId);
    const { id: flowId } = await createFlow(ctx, { name: 'Busy', definition: { by: 'nobody' } });
    const { db } = ctx;
    const transaction: typeof db.transaction = async (work, options) => {
      const done = await db.transaction(work, options);
      await db.pool.query(`UPDATE flows SET draft = '{"by":"them"}', name = 'Theirs', draft_rev = 3`);
      return done;
    };
    const overtaken = { ...ctx, db: { ...db, transaction } };
    const mine = await saveDraft(overtaken, { flowId, draft: { by: 'me' }, ifRev: 1 });
    expect(mine).toMatchObject({ draftRev: 2, name: 'Busy', draft: { by: 'me' }, draftChanged: true });
    expect(await getFlow(ctx, { flowId })).toMatchObject({ draftRev: 3, draft: { by: 'them' } });
  });
});
