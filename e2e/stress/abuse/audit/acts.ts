import { createApiKey } from '@/server/services/api-key/create-api-key';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { rotateApiKey } from '@/server/services/api-key/rotate-api-key';
import type { AuditedAction } from '@/server/services/audit/audited-actions';
import { removeBreakpoint } from '@/server/services/breakpoint/remove-breakpoint';
import { setBreakpoint } from '@/server/services/breakpoint/set-breakpoint';
import { createChannel } from '@/server/services/channel/create-channel';
import { deleteChannel } from '@/server/services/channel/delete-channel';
import { rotatePublicKey } from '@/server/services/channel/keys/rotate-public-key';
import { rotateWebhookSecret } from '@/server/services/channel/keys/rotate-webhook-secret';
import { updateChannel } from '@/server/services/channel/update-channel';
import { deleteConfig, setConfig } from '@/server/services/config/set-config';
import { deleteConnection } from '@/server/services/connection/delete-connection';
import { setConnection } from '@/server/services/connection/set-connection';
import { recoverDeliveries } from '@/server/services/delivery/recover-deliveries';
import { replayDeliveries } from '@/server/services/delivery/replay-deliveries';
import { resendDelivery } from '@/server/services/delivery/resend-delivery';
import { disableGoneWebhook } from '@/server/services/delivery/sending/disable-gone-webhook';
import { tryDelivery } from '@/server/services/delivery/try-delivery';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { acceptInvitation } from '@/server/services/invitation/accept-invitation';
import { revokeInvitation } from '@/server/services/invitation/revoke-invitation';
import { changeRole } from '@/server/services/member/change-role';
import { removeMember } from '@/server/services/member/remove-member';
import { migrateSession } from '@/server/services/migration/migrate-session';
import { createOrganization } from '@/server/services/organization/create-organization';
import { changeSettings } from '@/server/services/organization/settings';
import { createResetLink } from '@/server/services/recovery/create-reset-link';
import { createRoom } from '@/server/services/room/create-room';
import { deleteRoom } from '@/server/services/room/delete-room';
import { updateRoom } from '@/server/services/room/update-room';
import { deleteSecret } from '@/server/services/secret/delete-secret';
import { setSecret } from '@/server/services/secret/set-secret';
import {
  continueSession,
  editHeldVariables,
  releaseSession,
} from '@/server/services/session/debug/continue-session';
import { endSession } from '@/server/services/session/end-session';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { deleteModelPrice } from '@/server/services/usage/delete-model-price';
import { setModelPrice } from '@/server/services/usage/set-model-price';
import {
  type AuditFixture,
  inviteKnown,
  inviteSomebody,
  makeChannel,
  makeDead,
  makeFlow,
  makeMember,
  makePending,
  sayUndelivered,
} from './audit-fixture';
import { CONTACT_ACTS } from './contact-acts';
import { FLOW_ACTS } from './flow-acts';

/** Prepares an audited act; the returned function performs it and can be called again after a failure. */
export type Act = (fixture: AuditFixture) => Promise<() => Promise<unknown>>;

const key = { name: 'Shop', scopes: ['flows:read' as const] };
const connection = {
  kind: 'http',
  address: 'https://api.example.com',
  auth: { type: 'bearer', token: 'a long token' },
} as const;
const price = { model: 'm', promptMicros: 1, completionMicros: 1 };
const since = new Date(0);

/** One act per audited action; an action without an act does not compile. */
export const ACTS: Readonly<Record<AuditedAction, Act>> = {
  'api-key.created':
    async ({ ctx }) =>
    () =>
      createApiKey(ctx, key),
  'api-key.rotated': async ({ ctx }) => {
    const { key: old } = await createApiKey(ctx, key);
    return () => rotateApiKey(ctx, { keyId: old.id, overlapMs: 0 });
  },
  'api-key.revoked': async ({ ctx }) => {
    const { key: old } = await createApiKey(ctx, key);
    return () => revokeApiKey(ctx, { keyId: old.id });
  },
  'breakpoint.set': async (fixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    return () => setBreakpoint(fixture.ctx, { flowId, nodeId: 'repeat' });
  },
  'breakpoint.removed': async (fixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    const { id: breakpointId } = await setBreakpoint(fixture.ctx, { flowId, nodeId: 'repeat' });
    return () => removeBreakpoint(fixture.ctx, { flowId, breakpointId });
  },
  'channel.created':
    async ({ ctx }) =>
    () =>
      createChannel(ctx, { kind: 'chat', name: 'Site' }),
  'channel.updated': async (fixture) => {
    const channelId = await makeChannel(fixture);
    return () => updateChannel(fixture.ctx, { channelId, name: `Renamed ${channelId}` });
  },
  'channel.removed': async (fixture) => {
    const channelId = await makeChannel(fixture);
    return () => deleteChannel(fixture.ctx, { channelId });
  },
  'channel.secret-rotated': async (fixture) => {
    const channelId = await makeChannel(fixture);
    return () => rotateWebhookSecret(fixture.ctx, { channelId });
  },
  'channel.public-key-rotated': async (fixture) => {
    const { channel } = await createChannel(fixture.ctx, { kind: 'chat', name: 'Site' });
    return () => rotatePublicKey(fixture.ctx, { channelId: channel.id });
  },
  'channel.webhook-disabled': async (fixture) => {
    const channelId = await makeChannel(fixture);
    const queue = { orgId: fixture.orgId, id: channelId, channelId };
    return () => disableGoneWebhook(fixture.ctx, queue, fixture.webhookUrl);
  },
  'channel.recovered': async (fixture) => {
    const { channelId } = await makeDead(fixture);
    return () => recoverDeliveries(fixture.ctx, { channelId, since });
  },
  'channel.replayed': async (fixture) => {
    const channelId = await sayUndelivered(fixture);
    return () => replayDeliveries(fixture.ctx, { channelId, since });
  },
  'delivery.resent': async (fixture) => {
    const { deliveryId } = await makeDead(fixture);
    return () => resendDelivery(fixture.ctx, { deliveryId });
  },
  'delivery.tried': async (fixture) => {
    const { channelId, deliveryId } = await makePending(fixture);
    const { deliveryQueue } = fixture.ctx.db.prisma;
    await deliveryQueue.updateMany({
      where: { channelId },
      data: { dueAt: new Date(Date.now() + 3_600_000) },
    });
    return () => tryDelivery(fixture.ctx, { deliveryId });
  },
  ...FLOW_ACTS,
  'password.reset-requested': async (fixture) => {
    const userId = await makeMember(fixture);
    return () => createResetLink(fixture.ctx, { userId });
  },
  'invitation.created': async (fixture) => () => inviteSomebody(fixture),
  'invitation.revoked': async (fixture) => {
    const { invitation } = await inviteSomebody(fixture);
    return () => revokeInvitation(fixture.ctx, { invitationId: invitation.id });
  },
  'member.joined': async (fixture) => {
    const { token, opener } = await inviteKnown(fixture);
    return () => acceptInvitation(fixture.ctx, { token, name: '', password: '' }, opener);
  },
  'member.changed': async (fixture) => {
    const userId = await makeMember(fixture);
    return () => changeRole(fixture.ctx, { userId, role: 'viewer' });
  },
  'member.removed': async (fixture) => {
    const userId = await makeMember(fixture);
    return () => removeMember(fixture.ctx, { userId });
  },
  'model-price.set':
    async ({ ctx, next }) =>
    () =>
      setModelPrice(ctx, { ...price, model: `m${next()}` }),
  'model-price.removed': async ({ ctx, next }) => {
    const { model } = await setModelPrice(ctx, { ...price, model: `m${next()}` });
    return () => deleteModelPrice(ctx, { model });
  },
  'connection.set':
    async ({ ctx, next }) =>
    () =>
      setConnection(ctx, { ...connection, name: `c${next()}` }),
  'connection.removed': async ({ ctx, next }) => {
    const { name } = await setConnection(ctx, { ...connection, name: `c${next()}` });
    return () => deleteConnection(ctx, { name });
  },
  'config.set':
    async ({ ctx, next }) =>
    () =>
      setConfig(ctx, { name: `C${next()}`, value: 5 }),
  'config.removed': async ({ ctx, next }) => {
    const { name } = await setConfig(ctx, { name: `C${next()}`, value: 5 });
    return () => deleteConfig(ctx, { name });
  },
  'secret.set':
    async ({ ctx, next }) =>
    () =>
      setSecret(ctx, { name: `S${next()}`, value: 'a long value' }),
  'secret.removed': async ({ ctx, next }) => {
    const { name } = await setSecret(ctx, { name: `S${next()}`, value: 'a long value' });
    return () => deleteSecret(ctx, { name });
  },
  'organization.created':
    async ({ ctx }) =>
    () =>
      createOrganization(ctx, { name: 'Another' }),
  'organization.changed':
    async ({ ctx, next }) =>
    () =>
      changeSettings(ctx, { name: `Renamed ${next()}` }),
  ...CONTACT_ACTS,
  'room.created':
    async ({ ctx }) =>
    () =>
      createRoom(ctx, { name: 'Desk', mode: 'people' }),
  'room.updated': async ({ ctx, next }) => {
    const { id: roomId } = await createRoom(ctx, { name: 'Desk', mode: 'people' });
    return () => updateRoom(ctx, { roomId, name: `Renamed ${next()}` });
  },
  'room.removed': async ({ ctx }) => {
    const { id: roomId } = await createRoom(ctx, { name: 'Desk', mode: 'people' });
    return () => deleteRoom(ctx, { roomId });
  },
  'session.held': async (fixture) => {
    const { flowId } = await makeHeld(fixture);
    return () => startSession(fixture.ctx, { flowId, waitMs: 0 });
  },
  'session.continued': async (fixture) => {
    const { sessionId } = await makeHeld(fixture);
    return () => continueSession(fixture.ctx, { sessionId });
  },
  'session.edited': async (fixture) => {
    const { sessionId } = await makeHeld(fixture);
    return () => editHeldVariables(fixture.ctx, { sessionId, set: { said: 'x' } });
  },
  'session.released': async (fixture) => {
    const { sessionId } = await makeHeld(fixture);
    return () => releaseSession(fixture.ctx, { sessionId });
  },
  'session.ended': async (fixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    const { session } = await startSession(fixture.ctx, { flowId });
    return () => endSession(fixture.ctx, { sessionId: session.id });
  },
  'session.moved': async (fixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    const { session } = await startSession(fixture.ctx, { flowId });
    await saveDraft(fixture.ctx, { flowId, draft: { ...ECHO, locale: 'de' } });
    await publishFlow(fixture.ctx, { flowId });
    return () => migrateSession(fixture.ctx, { sessionId: session.id });
  },
};

/** Starts a session that a breakpoint holds before its first node. */
async function makeHeld(fixture: AuditFixture): Promise<{ flowId: string; sessionId: string }> {
  const { ctx } = fixture;
  const flowId = await makeFlow(fixture);
  await publishFlow(ctx, { flowId });
  await setBreakpoint(ctx, { flowId, nodeId: 'ask' });
  const { session } = await startSession(ctx, { flowId, waitMs: 0 });
  return { flowId, sessionId: session.id };
}
