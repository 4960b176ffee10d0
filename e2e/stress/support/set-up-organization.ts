import { createApiKey } from '@/server/services/api-key/create-api-key';
import { saveCannedReply } from '@/server/services/canned-reply/canned-replies';
import type { ServiceContext } from '@/server/services/context';
import { forkSession } from '@/server/services/fork/fork-session';
import { addNote, listNotes } from '@/server/services/inbox/notes';
import { createInvitation } from '@/server/services/invitation/create-invitation';
import { listSavedViews, saveView } from '@/server/services/saved-view/saved-views';
import { beginTestSignIn } from '@/server/services/sign-in/fixtures/begin-test-sign-in';
import { closeThread } from '@/server/services/thread/close-thread';
import { setControl } from '@/server/services/thread/set-control';
import { actIn, type TestPlatform } from '@/server/tools/test/platform';
import { makeKey } from '../../api/support/direct-mount';
import { ask, requireBody, type Target } from '../../api/support/target';
import { PREFIXES } from './dialects';
import { type KnownIds, readKnownIds } from './known-ids';
import { makeThings, type Things } from './make-things';

export type Owner = {
  type: 'user';
  orgId: string;
  userId: string;
  role: 'owner';
  authenticatedAt: Date;
};

/** An organization with one of everything, an owner, and the ids of all of it. */
export type OrganizationSetup = { target: Target; owner: Owner; things: Things; ids: KnownIds };

/** Makes one of everything that a key or a person can make in an organization; by default as a new owner. */
export async function setUpOrganization(
  platform: TestPlatform,
  baseUrl: string,
  orgId: string,
  person?: Owner,
): Promise<OrganizationSetup> {
  const target = { baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
  const owner = person ?? (await addPerson(platform, orgId));
  const ctx = actIn(platform, orgId, owner);
  const word = crypto.randomUUID().slice(0, 8);
  const signIn = await beginTestSignIn(platform, { userId: owner.userId, orgId });
  await createApiKey(ctx, { name: `Key ${word}`, scopes: ['flows:read'] });
  await createInvitation(ctx, { email: `${word}@example.test`, role: 'agent' });
  await saveCannedReply(ctx, { title: `Title ${word}`, text: `Text ${word}` });
  const things = await makeThings(target);
  await settleDelivery(platform, things);
  const conversationSessionId = await makeConversation(ctx, target, things);
  await addNote(ctx, { sessionId: conversationSessionId, text: `Note ${word}` });
  const [note] = await listNotes(ctx, { sessionId: conversationSessionId });
  await saveView(ctx, { page: 'sessions', name: `View ${word}`, query: `search=${word}` });
  const [view] = await listSavedViews(ctx);
  const { sessionId = '' } = things.ids;
  const { session: fork } = await forkSession(ctx, { sessionId, turn: 1, version: 'recorded' });
  return {
    target,
    owner,
    things,
    ids: {
      ...(await readKnownIds(platform.db, things)),
      conversationSessionId,
      noteId: note?.id ?? '',
      viewId: view?.id ?? '',
      forkSessionId: fork?.id ?? '',
      signInId: signIn.id,
    },
  };
}

/** Marks a delivery as failed, so that it can be redelivered and its channel has a health. */
async function settleDelivery({ db }: TestPlatform, { orgId, ids }: Things): Promise<void> {
  const { deliveryId = '', channelId = '' } = ids;
  const where = { orgId, id: deliveryId };
  await db.prisma.delivery.updateMany({ where, data: { status: 'dead', attempts: 1 } });
  const attempt = { url: 'http://127.0.0.1:9/', startedAt: new Date(), durationMs: 1, status: 500 };
  const data = { orgId, deliveryId, channelId, no: 1, ...attempt };
  // With a worker the attempt exists already.
  await db.prisma.deliveryAttempt.createMany({ data, skipDuplicates: true });
}

/** Makes a conversation that waits for a person, after an earlier one in the same thread; returns its session id. */
async function makeConversation(
  ctx: ServiceContext,
  target: Target,
  { orgId, ids }: Things,
): Promise<string> {
  const [channelId, externalId] = [ids.configId ?? '', ids['umi.threadId'] ?? ''];
  const path = `${PREFIXES.umi}/orgs/${orgId}/unified_messaging/${channelId}`;
  await closeThread(ctx, { channelId, externalId });
  const message = {
    body: 'Again',
    thread_id: externalId,
    sender_id: 'a@example.com',
    message_id: externalId,
  };
  requireBody(await ask(target, 'POST', `${path}/messages`, { body: { messages: [message] } }), 201);
  return (await setControl(ctx, { channelId, externalId, control: 'human', waiting: true })).id;
}

async function addPerson({ db, ids }: TestPlatform, orgId: string): Promise<Owner> {
  const userId = ids.uuid(Date.now());
  await db.prisma.user.create({
    data: { id: userId, email: `${userId}@example.test`, name: 'Somebody' },
  });
  await db.prisma.member.create({ data: { orgId, userId, role: 'owner' } });
  return { type: 'user', orgId, userId, role: 'owner', authenticatedAt: new Date() };
}

// Deletable things and their paths, in an order that respects their references.
const DELETED = {
  channelId: 'channels',
  configId: 'channels',
  model: 'model-prices',
  secretName: 'secrets',
  configName: 'config',
  environmentName: 'environments',
  connectionName: 'connections',
  roomId: 'rooms',
  flowId: 'flows',
};

/** Makes and deletes things in an organization; returns their ids. */
export async function makeDeleted(target: Target): Promise<KnownIds> {
  const { ids } = await makeThings(target);
  const org = `${PREFIXES.management}/orgs/${target.orgId}`;
  for (const [name, path] of Object.entries(DELETED))
    requireBody(await ask(target, 'DELETE', `${org}/${path}/${ids[name]}`), 204);
  // The delivery is deleted with its channel.
  const gone = [...Object.keys(DELETED), 'deliveryId'];
  return Object.fromEntries(gone.map((name) => [name, ids[name] ?? '']));
}
