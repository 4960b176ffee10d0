import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { deleteCannedReply, listCannedReplies, saveCannedReply } from './canned-replies';

let testEnv: TestEnv;
let agent: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  agent = as('agent');
});
afterAll(() => testEnv.close());

const as = (role: Role, orgId = testEnv.orgId): ServiceContext => {
  const { platform } = testEnv;
  return actIn(platform, orgId, { type: 'user', orgId, userId: platform.ids.uuid(Date.now()), role });
};

describe('canned replies', () => {
  it('are created, listed by title, changed and deleted by those who answer', async () => {
    const refund = await saveCannedReply(agent, { title: ' Refund ', text: 'Your refund is on its way.' });
    await saveCannedReply(agent, { title: 'Hello', text: 'Hello, how can I help?' });
    expect((await listCannedReplies(agent)).map(({ title }) => title)).toEqual(['Hello', 'Refund']);
    await saveCannedReply(agent, { id: refund.id, title: 'Refund', text: 'It is on its way.' });
    expect(await listCannedReplies(as('viewer'))).toMatchObject([{}, { text: 'It is on its way.' }]);
    await deleteCannedReply(agent, { id: refund.id });
    await expect(deleteCannedReply(agent, { id: refund.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listCannedReplies(agent)).toHaveLength(1);
  });

  it('have unique titles', async () => {
    const one = await saveCannedReply(agent, { title: 'One', text: '1' });
    await saveCannedReply(agent, { title: 'Two', text: '2' });
    const taken = { code: 'name_taken' };
    await expect(saveCannedReply(agent, { title: 'Two', text: '3' })).rejects.toMatchObject(taken);
    await expect(saveCannedReply(agent, { id: one.id, title: 'Two', text: '1' })).rejects.toMatchObject(
      taken,
    );
    const twins = ['a', 'b', 'c'].map((text) => saveCannedReply(agent, { title: 'At once', text }));
    const outcomes = await Promise.allSettled(twins);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(taken);
    }
  });

  it.each([
    [{ title: ' ', text: 'x' }, 'title'],
    [{ title: 'x', text: '' }, 'text'],
    [{ title: 'x', text: 'a\u0000' }, 'text'],
    [{ title: 'x', text: 'y'.repeat(4_001) }, 'text'],
  ])('%j is refused', async (given, field) => {
    await expect(saveCannedReply(agent, given)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });

  it('cannot be changed by readers or other organizations', async () => {
    const { id } = await saveCannedReply(agent, { title: 'Ours', text: 'x' });
    await expect(saveCannedReply(as('viewer'), { title: 'No', text: 'x' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
    const stranger = as('agent', await addOrganization(testEnv.platform.db));
    expect(await listCannedReplies(stranger)).toEqual([]);
    const notFound = { code: 'not_found' };
    await expect(deleteCannedReply(stranger, { id })).rejects.toMatchObject(notFound);
    await expect(saveCannedReply(stranger, { id, title: 'Mine', text: 'x' })).rejects.toMatchObject(notFound);
  });
});
