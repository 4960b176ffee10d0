import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Address = { channel: string; address: string };
type Contact = { id: string; addresses: [Address, ...Address[]] };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);

async function addContact(name: string): Promise<Contact> {
  const addresses = [{ channel: 'api', address: `${name} ${crypto.randomUUID()}` }];
  const body = { name, attributes: { plan: `of ${name}` }, addresses };
  return requireBody(await call<Contact>('POST', '/contacts', { body }), 201);
}

describe('contacts over the management API', () => {
  it('are found by their address, changed and merged', async () => {
    const [ada, other] = [await addContact('Ada'), await addContact('Other')];
    const [{ address }] = ada.addresses;
    const query = `channel=api&address=${encodeURIComponent(address)}`;
    const found = requireBody(await call('GET', `/contacts?${query}`), 200);
    expect(found).toEqual({ items: [ada], nextCursor: null });
    const change = { name: null, attributes: { plan: null, visits: 2 } };
    const changed = requireBody(await call('PATCH', `/contacts/${ada.id}`, { body: change }), 200);
    expect(changed).toEqual({
      ...{ ...ada, name: null, attributes: { visits: 2 } },
      updatedAt: expect.any(String),
    });
    const body = { contactId: other.id };
    const merged = requireBody(await call<Contact>('POST', `/contacts/${ada.id}/merge`, { body }), 200);
    expect(merged).toMatchObject({
      ...{ id: ada.id, name: 'Other', attributes: { plan: 'of Other', visits: 2 } },
      addresses: [...ada.addresses, ...other.addresses],
    });
    expect((await call('GET', `/contacts/${other.id}`)).status).toBe(404);
    expect(requireBody(await call('GET', `/contacts/${ada.id}`), 200)).toEqual(merged);
  });

  it('are exported as a file with their sessions, and erased with them', async () => {
    const { id, addresses } = await addContact('Ada');
    const { platform, orgId } = env.testEnv;
    const { flowId } = await addFlow(platform.db, orgId, ECHO);
    const externalId = addresses[0].address;
    const { session } = await startSession(actIn(platform, orgId), { flowId, externalId });
    const sessions = requireBody(await call('GET', `/contacts/${id}/sessions`), 200);
    expect(sessions).toMatchObject({ items: [{ id: session.id, flowId, externalId, channelId: null }] });
    const file = await call('GET', `/contacts/${id}/export`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="person-${id}.json"`);
    expect(requireBody(file, 200)).toMatchObject({ contact: { id, name: 'Ada' }, sessions: [{}] });
    const receipt = requireBody(await call('POST', `/contacts/${id}/erase`), 200);
    expect(receipt).toMatchObject({ contactId: id, complete: true, erased: { sessions: 1, threads: 0 } });
    expect((await call('GET', `/sessions/${session.id}`)).status).toBe(404);
    expect((await call('POST', `/contacts/${id}/erase`)).status).toBe(404);
  });

  it('refuse an address that is taken, another language than a tag, and more than flows can read', async () => {
    const { id, addresses: known } = await addContact('Ada');
    const addresses = known.map(({ channel, address }) => ({ channel, address }));
    const taken = await call<ErrorBody>('POST', '/contacts', { body: { addresses } });
    expect(requireBody(taken, 400).error.details).toMatchObject({
      issues: [{ path: ['addresses', 0, 'address'], message: 'is the address of another contact' }],
    });
    const noTag = await call<ErrorBody>('PATCH', `/contacts/${id}`, { body: { locale: 'no language' } });
    expect(requireBody(noTag, 400).error.details).toMatchObject({ issues: [{ path: ['locale'] }] });
    const large = { attributes: { note: 'x'.repeat(4_096) } };
    const tooLarge = await call<ErrorBody>('PATCH', `/contacts/${id}`, { body: large });
    expect(requireBody(tooLarge, 400).error).toMatchObject({
      code: 'limit_exceeded',
      message: 'At most 4096 contact characters are allowed. Send less.',
    });
  });

  it('need sessions:write to change, settings:write to export and erase, and their own organization', async () => {
    const { id } = await addContact('Ada');
    const { platform, orgId } = env.testEnv;
    const keys = {
      'sessions:write': await makeKey(platform, orgId, ['sessions:read', 'settings:write']),
      'settings:write': await makeKey(platform, orgId, ['sessions:read', 'sessions:write']),
    };
    const stranger = await env.openOrganization();
    for (const [scope, method, path, body] of [
      ['sessions:write', 'PATCH', `/contacts/${id}`, { name: 'Eve' }],
      ['sessions:write', 'POST', `/contacts/${id}/merge`, { contactId: crypto.randomUUID() }],
      ['settings:write', 'GET', `/contacts/${id}/export`, undefined],
      ['settings:write', 'POST', `/contacts/${id}/erase`, undefined],
    ] as const) {
      const denied = await call<ErrorBody>(method, path, { key: keys[scope], body });
      expect(requireBody(denied, 403).error.details).toEqual({ scope });
      expect((await env.callAs(stranger, method, path, { body })).status).toBe(404);
    }
    expect((await env.callAs(stranger, 'GET', `/contacts/${id}`)).status).toBe(404);
    expect((await env.callAs(stranger, 'GET', `/contacts/${id}/sessions`)).status).toBe(404);
  });
});
