import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { deleteModelPrice } from './delete-model-price';
import { listModelPrices } from './list-model-prices';
import { priceTokens } from './price-tokens';
import type { SetModelPriceInput, UsedTokens } from './schema';
import { setModelPrice } from './set-model-price';

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });
const issueAt = (path: string) => problem('invalid_request', { issues: [{ path: [path] }] });

describe('model prices', () => {
  it('are set, changed, listed by name and deleted', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const model of ['b/small', ' c ', 'a'])
      await setModelPrice(other, { model, promptMicros: 1, completionMicros: 2 });
    clock.advance(5);
    const price = { model: 'a', promptMicros: 150_000, completionMicros: 1_000_000_000_000 };
    const set = await setModelPrice(other, price);
    expect(set).toEqual({ ...price, updatedAt: new Date(clock.now()) });
    const first = await listModelPrices(other, { limit: 2 });
    expect(first.items[0]).toEqual(set);
    const rest = await listModelPrices(other, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ model }) => model)).toEqual(['a', 'b/small', 'c']);
    expect((await listModelPrices(other, { limit: 9, search: 'SMALL' })).items).toMatchObject([
      { model: 'b/small' },
    ]);
    await deleteModelPrice(other, { model: 'b/small' });
    await expect(deleteModelPrice(other, { model: 'b/small' })).rejects.toMatchObject(
      problem('not_found', { thing: 'model price', id: 'b/small' }),
    );
    await expect(deleteModelPrice(ctx, { model: 'a' })).rejects.toMatchObject(problem('not_found'));
    expect((await listModelPrices(ctx, { limit: 9 })).items).toEqual([]);
    await expect(listModelPrices(ctx, { limit: 9, cursor: 'x' })).rejects.toMatchObject(issueAt('cursor'));
  });

  const refused: [Partial<SetModelPriceInput>, string][] = [
    [{ model: ' ' }, 'model'],
    [{ model: 'x'.repeat(201) }, 'model'],
    [{ promptMicros: -1 }, 'promptMicros'],
    [{ promptMicros: 0.5 }, 'promptMicros'],
    [{ completionMicros: 1_000_000_000_001 }, 'completionMicros'],
  ];
  it.each(refused)('refuse %j', async (input, path) => {
    const price = { model: 'a', promptMicros: 0, completionMicros: 0, ...input };
    await expect(setModelPrice(ctx, price)).rejects.toMatchObject(issueAt(path));
  });

  it('need settings:read to read and settings:write to change', async () => {
    const viewer = actIn(testEnv.platform, testEnv.orgId, {
      type: 'user',
      orgId: testEnv.orgId,
      userId: testEnv.orgId,
      role: 'viewer',
    });
    expect(await listModelPrices(viewer, { limit: 1 })).toMatchObject({ items: [] });
    await expect(
      setModelPrice(viewer, { model: 'a', promptMicros: 0, completionMicros: 0 }),
    ).rejects.toMatchObject(problem('permission_denied', { scope: 'settings:write' }));
    await expect(deleteModelPrice(viewer, { model: 'a' })).rejects.toMatchObject(
      problem('permission_denied'),
    );
  });
});

describe('priceTokens', () => {
  it.each([
    [{ prompt_tokens: 1_000_000, completion_tokens: 0 }, 150_000, 0.15],
    [{ prompt_tokens: 1, completion_tokens: 0 }, 1, 0.000001],
    [{ prompt_tokens: 20, completion_tokens: 5 }, 6, 0.000006],
    [{ prompt_tokens: 0, completion_tokens: 0 }, 0, 0],
    [{ prompt_tokens: 1_000_000_000, completion_tokens: 1_000_000_000 }, 750_000_000, 750],
  ])('prices %j', async (used, cost_micros, cost_usd) => {
    await setModelPrice(ctx, { model: 'mini', promptMicros: 150_000, completionMicros: 600_000 });
    const total_tokens = used.prompt_tokens + used.completion_tokens;
    const priced = { ...used, total_tokens, model: 'mini', cost_micros, cost_usd };
    expect(await priceTokens(ctx, { ...used, model: 'mini' })).toEqual(priced);
  });

  it('stays exact at the highest price', async () => {
    const dear = { promptMicros: 1_000_000_000_000, completionMicros: 999_999_999_999 };
    await setModelPrice(ctx, { model: 'dear', ...dear });
    const used = { prompt_tokens: 999_999_999, completion_tokens: 999_999_999, model: 'dear' };
    expect((await priceTokens(ctx, used)).cost_micros).toBe(1_999_999_997_999_001);
  });

  it('keeps a given total, and has no cost without a price', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const visitor = actIn(testEnv.platform, orgId, {
      type: 'visitor',
      orgId,
      channelId: orgId,
      threadId: null,
    });
    const used = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 12, model: 'mini' };
    expect(await priceTokens(visitor, used)).toEqual({ ...used, cost_micros: null, cost_usd: null });
  });

  const refused: [Partial<UsedTokens>, string][] = [
    [{ prompt_tokens: -1 }, 'prompt_tokens'],
    [{ completion_tokens: 1.5 }, 'completion_tokens'],
    [{ prompt_tokens: 1_000_000_001 }, 'prompt_tokens'],
    [{ model: 'a\u0000' }, 'model'],
  ];
  it.each(refused)('refuses %j', async (input, path) => {
    const used = { prompt_tokens: 0, completion_tokens: 0, model: 'mini', ...input };
    await expect(priceTokens(ctx, used)).rejects.toMatchObject(issueAt(path));
  });
});
