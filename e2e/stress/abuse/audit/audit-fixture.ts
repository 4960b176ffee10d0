import { createChannel } from '@/server/services/channel/create-channel';
import type { ServiceContext } from '@/server/services/context';
import { enqueueDelivery } from '@/server/services/delivery/enqueue-delivery';
import { createFlow } from '@/server/services/flow/create-flow';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import type { InvitationViewer } from '@/server/services/invitation/accept-invitation';
import { createInvitation } from '@/server/services/invitation/create-invitation';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { actIn, type TestEnv, type TestPlatform } from '@/server/tools/test/platform';

/** An organization in which an owner acts. */
export type AuditFixture = {
  ctx: ServiceContext & TestPlatform;
  orgId: string;
  /** A webhook URL that is never called, because no worker runs. */
  webhookUrl: string;
  /** Returns a new number at each call. */
  next(): number;
};

/** Makes the owner of a test environment's organization. */
export async function openAuditFixture({ platform, orgId }: TestEnv): Promise<AuditFixture> {
  const userId = platform.ids.uuid(platform.clock.now());
  const { user, member } = platform.db.prisma;
  await user.create({ data: { id: userId, name: 'Owner', email: 'owner@example.test' } });
  await member.create({ data: { orgId, userId, role: 'owner' } });
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return drawn;
  };
  const ctx = actIn(platform, orgId, {
    type: 'user',
    orgId,
    userId,
    role: 'owner',
    authenticatedAt: new Date(),
  });
  return { ctx, orgId, webhookUrl: 'http://127.0.0.1:9/hook', next };
}

/** Makes an unpublished flow. */
export async function makeFlow({ ctx }: AuditFixture): Promise<string> {
  return (await createFlow(ctx, { name: 'Echo', definition: ECHO })).id;
}

/** Makes a channel with a webhook and a flow. */
export async function makeChannel(fixture: AuditFixture): Promise<string> {
  const flowId = await makeFlow(fixture);
  await publishFlow(fixture.ctx, { flowId });
  const { webhookUrl } = fixture;
  const { channel } = await createChannel(fixture.ctx, {
    kind: 'flowrest',
    name: 'Site',
    flowId,
    webhookUrl,
  });
  return channel.id;
}

/** Makes a delivery that waits to be sent. */
export async function makePending(fixture: AuditFixture): Promise<{ channelId: string; deliveryId: string }> {
  const channelId = await makeChannel(fixture);
  const deliveryId = await enqueueDelivery(fixture.ctx, { channelId, event: 'message_created', body: '{}' });
  return { channelId, deliveryId: deliveryId ?? '' };
}

/** Makes a channel with a dead letter. */
export async function makeDead(fixture: AuditFixture): Promise<{ channelId: string; deliveryId: string }> {
  const { channelId, deliveryId } = await makePending(fixture);
  const { delivery } = fixture.ctx.db.prisma;
  await delivery.updateMany({ where: { channelId }, data: { status: 'dead', settledAt: new Date() } });
  return { channelId, deliveryId };
}

/** Holds a conversation on a channel without a webhook, then adds the webhook. */
export async function sayUndelivered(fixture: AuditFixture): Promise<string> {
  const channelId = await makeChannel(fixture);
  const { ctx, webhookUrl } = fixture;
  const setWebhook = async (url: string | null) => {
    await ctx.db.prisma.channel.updateMany({ where: { id: channelId }, data: { webhookUrl: url } });
    ctx.channels.invalidate();
  };
  await setWebhook(null);
  await sendToThread(ctx, {
    ...{ channelId, externalId: 'somebody', waitMs: 0 },
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'hi' }, text: 'hi' }] }],
  });
  await setWebhook(webhookUrl);
  return channelId;
}

/** Invites an address without an account. */
export function inviteSomebody({ ctx, next }: AuditFixture) {
  return createInvitation(ctx, { email: `invited-${next()}@example.test`, role: 'agent' });
}

/** Makes a member with the agent role. */
export async function makeMember({ ctx, orgId, next }: AuditFixture): Promise<string> {
  const id = ctx.ids.uuid(ctx.clock.now());
  const { user, member } = ctx.db.prisma;
  await user.create({ data: { id, name: 'Agent', email: `agent-${next()}@example.test` } });
  await member.create({ data: { orgId, userId: id, role: 'agent' } });
  return id;
}

/** Invites an existing user who is signed in. */
export async function inviteKnown(
  fixture: AuditFixture,
): Promise<{ token: string; opener: InvitationViewer }> {
  const { invitation, token } = await inviteSomebody(fixture);
  const { ctx, orgId } = fixture;
  const userId = ctx.ids.uuid(ctx.clock.now());
  await ctx.db.prisma.user.create({ data: { id: userId, name: 'Known', email: invitation.email } });
  return { token, opener: { actor: { type: 'user', orgId, userId, role: 'viewer' } } };
}
