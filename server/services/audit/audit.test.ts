import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createApiKey } from '../api-key/create-api-key';
import { revokeApiKey } from '../api-key/revoke-api-key';
import type { ServiceContext } from '../context';
import { archiveFlow } from '../flow/archive-flow';
import { createFlow } from '../flow/create-flow';
import { saveDraft } from '../flow/draft/save-draft';
import { publishFlow } from '../flow/version/publish-flow';
import { ECHO } from '../session/fixtures/flows';
import { listAudit } from './list-audit';
import { type Change, withChange } from './with-change';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId, {
    type: 'user',
    orgId: testEnv.orgId,
    userId: testEnv.platform.ids.uuid(Date.now()),
    role: 'owner',
    authenticatedAt: new Date(),
  });
});
afterAll(() => testEnv.close());

const recordChange = (by: ServiceContext, change: Change) =>
  withChange(by, async () => ({ result: undefined, change }));

const actionsOf = async (thing: string) =>
  (await listAudit(ctx, { thing, limit: 50 })).items.map(({ action }) => action).reverse();

describe('the audit log', () => {
  it('records the changes of a flow, except its drafts', async () => {
    const { id } = await createFlow(ctx, { name: 'Echo', definition: ECHO });
    await saveDraft(ctx, { flowId: id, draft: ECHO });
    await saveDraft(ctx, { flowId: id, name: 'Parrot' });
    await publishFlow(ctx, { flowId: id, note: 'first' });
    await archiveFlow(ctx, { flowId: id });
    expect(await actionsOf('flow')).toEqual([
      'flow.created',
      'flow.renamed',
      'flow.published',
      'flow.archived',
    ]);
    const [renamed] = (await listAudit(ctx, { thing: 'flow', search: 'renamed', limit: 5 })).items;
    expect(renamed).toMatchObject({ before: { name: 'Echo' }, after: { name: 'Parrot' }, thingId: id });
    expect(renamed?.actor).toMatch(/^user:/);
  });

  it('records keys without their secrets, once', async () => {
    const { key, secret } = await createApiKey(ctx, { name: 'Shop', scopes: ['flows:read'] });
    await revokeApiKey(ctx, { keyId: key.id });
    await revokeApiKey(ctx, { keyId: key.id });
    expect(await actionsOf('api-key')).toEqual(['api-key.created', 'api-key.revoked']);
    const { items } = await listAudit(ctx, { thing: 'api-key', limit: 50 });
    expect(items[0]).toMatchObject({ before: { status: 'active' }, after: { status: 'revoked' } });
    expect(JSON.stringify(items)).not.toContain(secret.slice(-20));
  });

  it('is never changed, and is paged to the end', async () => {
    for (const name of ['a', 'b', 'c']) {
      await recordChange(ctx, {
        action: 'model-price.set',
        thingId: name,
        name,
        before: null,
        after: { name },
      });
    }
    const first = await listAudit(ctx, { thing: 'model-price', limit: 2 });
    const rest = await listAudit(ctx, { thing: 'model-price', limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(rest.nextCursor).toBeNull();
    const { prisma } = testEnv.platform.db;
    await expect(prisma.auditEntry.updateMany({ data: { name: 'x' } })).rejects.toThrow('never changed');
    await expect(prisma.auditEntry.deleteMany()).rejects.toThrow('never changed');
  });

  it('shows the names of people and keys', async () => {
    const { platform, orgId } = testEnv;
    const userId = platform.ids.uuid(Date.now());
    await platform.db.prisma.user.create({ data: { id: userId, name: 'Ada', email: 'ada@example.test' } });
    const { key } = await createApiKey(ctx, { name: 'Deploys', scopes: ['flows:read'] });
    const change = { thingId: '1', name: 'one', before: null, after: {} };
    const person = actIn(platform, orgId, {
      type: 'user',
      orgId,
      userId,
      role: 'owner',
      authenticatedAt: new Date(),
    });
    const byKey = { type: 'apiKey' as const, orgId, keyId: key.id, scopes: [], channelId: null };
    await recordChange(person, { action: 'room.created', ...change });
    await recordChange(actIn(platform, orgId, byKey), { action: 'room.updated', ...change });
    await recordChange(actIn(platform, orgId), { action: 'room.removed', ...change });
    const { items } = await listAudit(ctx, { thing: 'room', limit: 5 });
    const names = Object.fromEntries(items.map(({ action, actorName }) => [action, actorName]));
    expect(names).toEqual({ 'room.created': 'Ada', 'room.updated': 'Deploys', 'room.removed': null });
    const byAda = await listAudit(ctx, { actor: `user:${userId}`, limit: 5 });
    expect(byAda.items.map(({ action }) => action)).toEqual(['room.created']);
  });

  it('is hidden from those who may not read settings, and from other organizations', async () => {
    const agent = {
      type: 'user' as const,
      orgId: testEnv.orgId,
      userId: 'u',
      role: 'agent' as const,
      authenticatedAt: new Date(),
    };
    await expect(
      listAudit(actIn(testEnv.platform, testEnv.orgId, agent), { limit: 5 }),
    ).rejects.toMatchObject({
      code: 'permission_denied',
    });
    const elsewhere = actIn(testEnv.platform, testEnv.platform.ids.uuid(Date.now()));
    expect((await listAudit(elsewhere, { limit: 5 })).items).toEqual([]);
  });
});
