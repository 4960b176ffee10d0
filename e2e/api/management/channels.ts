import { describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../support/flows';
import { requireBody, type Target } from '../support/target';
import { openManagement, type Paged } from './client';

type Channel = {
  id: string;
  kind: string;
  publicKey: string | null;
  settings: object;
  secrets: { id: string; retiresAt: string | null }[];
};
type Made = { channel: Channel; webhookSecret: string | null };
type Room = { id: string; mode: string; flowId: string | null; channels: number };
type Page = Paged<Channel> & { previousCursor: string | null };

// A host name that does not resolve.
const HOOK = 'https://hooks.parley.invalid/replies';

/** Tests channels and rooms. */
export function describeChannels(target: () => Target): void {
  const { call, expectError } = openManagement(target);
  const createChannel = async (body: object): Promise<Made> =>
    requireBody(await call<Made>('POST', '/channels', { body }), 201);
  const createRoom = async (body: object): Promise<Room> =>
    requireBody(await call<Room>('POST', '/rooms', { body }), 201);

  describe('rooms', () => {
    it('are created, listed, changed, and deleted when no channel uses them', async () => {
      const { id: flowId } = await makeFlow(target(), ECHO);
      const room = await createRoom({ name: 'Desk', mode: 'flow', flowId });
      expect(requireBody(await call<Room>('GET', `/rooms/${room.id}`), 200)).toEqual(room);
      const { items } = requireBody(await call<Paged<Room>>('GET', '/rooms?limit=1'), 200);
      expect(items).toEqual([room]);
      const changed = await call<Room>('PATCH', `/rooms/${room.id}`, { body: { mode: 'people' } });
      expect(requireBody(changed, 200)).toMatchObject({ mode: 'people', flowId: null });
      const { channel } = await createChannel({ kind: 'umi', name: 'Mail', label: 'email', roomId: room.id });
      const used = await expectError(call('DELETE', `/rooms/${room.id}`), 409, 'room_in_use');
      expect(used.details).toEqual({ channels: 1 });
      expect((await call('DELETE', `/channels/${channel.id}`)).status).toBe(204);
      expect((await call('DELETE', `/rooms/${room.id}`)).status).toBe(204);
      await expectError(call('GET', `/rooms/${room.id}`), 404, 'not_found');
    });

    it.each([
      [{ mode: 'people' }, 'name'],
      [{ name: 'Desk', mode: 'robots' }, 'mode'],
      [{ name: 'Desk', mode: 'flow' }, 'flowId'],
      [{ name: 'Desk', mode: 'flow', flowId: crypto.randomUUID() }, 'flowId'],
    ])('refuse %j', async (body, field) => {
      const error = await expectError(call('POST', '/rooms', { body }), 400, 'invalid_request');
      expect(error.details).toMatchObject({ issues: [{ path: [field] }] });
    });
  });

  describe('channels', () => {
    it('of chat get a publishable key, which can be rotated', async () => {
      const settings = { allowedOrigins: ['https://*.shop.example'] };
      const { channel } = await createChannel({ kind: 'chat', name: 'Site', settings });
      expect(channel).toMatchObject({ publicKey: expect.stringMatching(/^pk_live_/), settings });
      expect(requireBody(await call<Channel>('GET', `/channels/${channel.id}`), 200)).toEqual(channel);
      const rotated = await call<Channel>('POST', `/channels/${channel.id}/rotate-public-key`);
      expect(requireBody(rotated, 200).publicKey).not.toBe(channel.publicKey);
      await call('DELETE', `/channels/${channel.id}`);
      await expectError(call('GET', `/channels/${channel.id}`), 404, 'not_found');
    });

    it('show the secret of their webhook once, and rotate it with an overlap', async () => {
      const { channel, webhookSecret } = await createChannel({
        kind: 'chat',
        name: 'Hooked',
        webhookUrl: HOOK,
      });
      expect(webhookSecret).toMatch(/^whsec_/);
      const path = `/channels/${channel.id}`;
      expect((await call(`GET`, path)).text).not.toContain(webhookSecret);
      const rotated = await call<Made>('POST', `${path}/rotate-webhook-secret`, {
        body: { overlapMs: 60_000 },
      });
      const next = requireBody(rotated, 201);
      expect(next.webhookSecret).toMatch(/^whsec_/);
      expect(next.channel.secrets).toMatchObject([{ retiresAt: null }, { retiresAt: expect.any(String) }]);
      const queued = await call<{ deliveryId: string }>('POST', `${path}/test`);
      expect(requireBody(queued, 202).deliveryId).toEqual(expect.any(String));
      const quiet = await call<Made>('PATCH', path, { body: { webhookUrl: null, name: 'Quiet' } });
      expect(requireBody(quiet, 200)).toMatchObject({ webhookSecret: null, channel: { name: 'Quiet' } });
      await expectError(call('POST', `${path}/test`), 412, 'precondition_failed');
      await call('DELETE', path);
    });

    it('are listed in both directions, by kind and in order', async () => {
      const { id: flowId } = await makeFlow(target(), ECHO);
      const ids: string[] = [];
      for (const name of ['1', '2', '3'])
        ids.push((await createChannel({ kind: 'flowrest', name, flowId })).channel.id);
      const list = async (query: string): Promise<Page> =>
        requireBody(await call<Page>('GET', `/channels?kind=flowrest&${query}`), 200);
      const first = await list('limit=2');
      expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
      expect(first.previousCursor).toBeNull();
      const second = await list(`limit=1&cursor=${first.nextCursor}`);
      expect(second.items.map(({ id }) => id)).toEqual([ids[0]]);
      expect(await list(`limit=2&cursor=${second.previousCursor}`)).toMatchObject({ items: first.items });
      await expectError(call('GET', '/channels?ordering=name'), 400, 'invalid_request');
      await expectError(call('GET', '/channels?cursor=nonsense'), 400, 'invalid_request');
      for (const id of ids) await call('DELETE', `/channels/${id}`);
    });

    it('refuse a webhook with an internal address', async () => {
      const body = { kind: 'chat', name: 'Inside', webhookUrl: 'http://10.0.0.1/hook' };
      const error = await expectError(call('POST', '/channels', { body }), 400, 'outbound_blocked');
      expect(error.details).toMatchObject({ host: '10.0.0.1', reason: expect.stringContaining('private') });
    });

    it.each([
      [{ kind: 'chat' }, ['name']],
      [{ kind: 'fax', name: 'A' }, ['kind']],
      [{ kind: 'umi', name: 'A', label: 'email' }, ['roomId']],
      [{ kind: 'flowrest', name: 'A' }, ['flowId']],
      [{ kind: 'chat', name: 'A', maxRetryCount: 21 }, ['maxRetryCount']],
      [{ kind: 'chat', name: 'A', settings: { waitSeconds: 1 } }, ['settings', 'waitSeconds']],
    ])('refuse %j', async (body, path) => {
      const error = await expectError(call('POST', '/channels', { body }), 400, 'invalid_request');
      expect(error.details).toMatchObject({ issues: [{ path }] });
    });

    it('can have bound keys, which this API refuses', async () => {
      const { channel } = await createChannel({ kind: 'chat', name: 'Keyed' });
      const body = { name: 'Widget', scopes: ['sessions:write', 'channels:read'], channelId: channel.id };
      const made = await call<{ key: { channelId: string }; secret: string }>('POST', '/api-keys', { body });
      const { key, secret } = requireBody(made, 201);
      expect(key.channelId).toBe(channel.id);
      const refused = await expectError(
        call('GET', `/channels/${channel.id}`, { key: secret }),
        401,
        'credential_invalid',
      );
      expect(refused.details).toEqual({ reason: 'other_api' });
      const other = { ...body, channelId: crypto.randomUUID() };
      await expectError(call('POST', '/api-keys', { body: other }), 400, 'invalid_request');
      await call('DELETE', `/channels/${channel.id}`);
    });

    it('require the scopes of channels', async () => {
      const body = { name: 'Narrow', scopes: ['channels:read'] };
      const made = await call<{ secret: string }>('POST', '/api-keys', { body });
      const { secret: key } = requireBody(made, 201);
      expect((await call('GET', '/channels', { key })).status).toBe(200);
      expect((await call('GET', '/rooms', { key })).status).toBe(200);
      for (const path of ['/channels', '/rooms']) {
        const asked = { key, body: { kind: 'chat', name: 'A', mode: 'people' } };
        const refused = await expectError(call('POST', path, asked), 403, 'permission_denied');
        expect(refused.details).toEqual({ scope: 'channels:write' });
      }
    });
  });
}
