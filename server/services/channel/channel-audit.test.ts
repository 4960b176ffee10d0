import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { createRoom } from '../room/create-room';
import { deleteRoom } from '../room/delete-room';
import { updateRoom } from '../room/update-room';
import { ECHO } from '../session/fixtures/flows';
import { deleteModelPrice } from '../usage/delete-model-price';
import { setModelPrice } from '../usage/set-model-price';
import { createChannel } from './create-channel';
import { deleteChannel } from './delete-channel';
import { rotatePublicKey } from './keys/rotate-public-key';
import { rotateWebhookSecret } from './keys/rotate-webhook-secret';
import { updateChannel } from './update-channel';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const entriesOf = async (thing: string) => (await listAudit(ctx, { thing, limit: 50 })).items.reverse();

describe('the audit log', () => {
  it('records the changes of a channel without its secrets', async () => {
    const webhookUrl = 'http://127.0.0.1:9/hook?token=hidden';
    const { channel, webhookSecret } = await createChannel(ctx, { kind: 'chat', name: 'Site', webhookUrl });
    const channelId = channel.id;
    await updateChannel(ctx, { channelId, enabled: false, settings: { waitSeconds: 60 } });
    const rotated = await rotateWebhookSecret(ctx, { channelId });
    await rotatePublicKey(ctx, { channelId });
    await deleteChannel(ctx, { channelId });
    await expect(deleteChannel(ctx, { channelId })).rejects.toMatchObject({ code: 'not_found' });
    const entries = await entriesOf('channel');
    expect(entries.map(({ action, thingId, name }) => [action, thingId, name])).toEqual(
      ['created', 'updated', 'secret-rotated', 'public-key-rotated', 'removed'].map((verb) => [
        `channel.${verb}`,
        channelId,
        'Site',
      ]),
    );
    expect(entries[0]).toMatchObject({
      before: null,
      after: { kind: 'chat', enabled: true, webhookUrl: 'http://127.0.0.1:9/hook?…' },
    });
    expect(entries[1]).toMatchObject({
      before: { enabled: true, settings: { waitSeconds: 3_600 } },
      after: { enabled: false, settings: { waitSeconds: 60 } },
    });
    expect(Object.keys(entries[2]?.after ?? {})).toEqual(['secrets']);
    expect(entries[4]).toMatchObject({ before: { name: 'Site' }, after: null });
    const text = JSON.stringify(entries);
    for (const secret of [webhookSecret, rotated.webhookSecret, channel.publicKey, 'hidden'])
      expect(text).not.toContain(secret ?? 'whsec_');
    expect(text).not.toContain('sealed');
  });

  it('records the changes of a room', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    const { id: roomId } = await createRoom(ctx, { name: 'Desk', mode: 'people' });
    await updateRoom(ctx, { roomId, mode: 'flow', flowId });
    await deleteRoom(ctx, { roomId });
    expect(await entriesOf('room')).toMatchObject([
      { action: 'room.created', before: null, after: { name: 'Desk', mode: 'people', flowId: null } },
      { action: 'room.updated', before: { mode: 'people', flowId: null }, after: { mode: 'flow', flowId } },
      { action: 'room.removed', thingId: roomId, before: { mode: 'flow' }, after: null },
    ]);
  });

  it('records the changes of model prices', async () => {
    await setModelPrice(ctx, { model: 'mini', promptMicros: 1, completionMicros: 2 });
    await setModelPrice(ctx, { model: 'mini', promptMicros: 3, completionMicros: 2 });
    await deleteModelPrice(ctx, { model: 'mini' });
    expect(await entriesOf('model-price')).toMatchObject([
      { action: 'model-price.set', before: null, after: { promptMicros: 1, completionMicros: 2 } },
      { action: 'model-price.set', before: { promptMicros: 1 }, after: { promptMicros: 3 } },
      { action: 'model-price.removed', name: 'mini', before: { promptMicros: 3 }, after: null },
    ]);
  });
});
