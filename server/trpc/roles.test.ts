import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_SCOPES, type Role, type Scope } from '@/server/shared/scopes';
import { openTestStage, type TestStage } from '@/server/tools/test-platform';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

/*
 * Who may call what. The rows are held against the router itself: a procedure without a rule here, or a rule without a
 * procedure, fails. Inputs name things that do not exist, so that who is let through gets as far as "not found".
 */

/** `gets` is how the call fails for who may make it; null when it succeeds, "not found" unless told. */
type Rule = { may: Scope | 'anyone' | 'member'; input?: unknown; gets?: string | null };

const ID = '0190f3c2-0000-7000-8000-000000000001';
const flow = { flowId: ID };
const session = { sessionId: ID };
const channel = { channelId: ID };
const room = { roomId: ID };

const RULES: Record<string, Rule> = {
  'account.get': { may: 'member', gets: null },
  'account.signUpOwner': {
    may: 'anyone',
    gets: null,
    input: { organization: 'O', name: 'N', email: 'n@example.test', password: 'long enough for it' },
  },
  'account.changePassword': {
    may: 'member',
    gets: 'BAD_REQUEST',
    input: { current: 'wrong', next: 'long enough for it' },
  },
  'account.listColleagues': { may: 'member', gets: null },
  'apiKey.list': { may: 'keys:read', gets: null, input: {} },
  'apiKey.get': { may: 'keys:read', input: { keyId: ID } },
  'apiKey.create': {
    may: 'keys:write',
    gets: null,
    input: { name: 'K', scopes: ['flows:read'], expiresAt: null },
  },
  'apiKey.rotate': { may: 'keys:write', input: { keyId: ID, overlapMs: 0 } },
  'apiKey.revoke': { may: 'keys:write', input: { keyId: ID } },
  'flow.list': { may: 'flows:read', gets: null, input: {} },
  'flow.listActivity': { may: 'flows:read', gets: null, input: { flowIds: [ID] } },
  'flow.get': { may: 'flows:read', input: flow },
  'flow.create': { may: 'flows:write', gets: null, input: { name: 'F' } },
  'flow.saveDraft': { may: 'flows:write', input: { ...flow, draft: {} } },
  'flow.validate': { may: 'flows:read', input: { ...flow, definition: {} } },
  'flow.publish': { may: 'flows:write', input: flow },
  'flow.listVersions': { may: 'flows:read', input: flow },
  'flow.getVersion': { may: 'flows:read', input: { ...flow, number: 1 } },
  'flow.restoreVersion': { may: 'flows:write', input: { ...flow, number: 1 } },
  'flow.export': { may: 'flows:read', input: flow },
  'flow.import': { may: 'flows:write', gets: 'BAD_REQUEST', input: { file: {} } },
  'flow.startTrial': { may: 'flows:write', input: flow },
  'flow.evaluate': {
    may: 'flows:read',
    gets: null,
    input: { as: 'expression', source: '1 + 1', variables: {} },
  },
  'flow.countLiveSessions': { may: 'flows:read', input: flow },
  'flow.archive': { may: 'flows:write', input: flow },
  'apiKey.listRequests': { may: 'keys:read', input: { keyId: ID } },
  'channel.list': { may: 'channels:read', gets: null, input: {} },
  'channel.get': { may: 'channels:read', input: channel },
  'channel.listHealth': { may: 'deliveries:read', gets: null, input: { channelIds: [ID] } },
  'channel.listIntents': { may: 'member', gets: null },
  'channel.create': { may: 'channels:write', gets: null, input: { kind: 'chat', name: 'C' } },
  'channel.update': { may: 'channels:write', input: { ...channel, name: 'C' } },
  'channel.remove': { may: 'channels:write', input: channel },
  'channel.rotateSecret': { may: 'channels:write', input: channel },
  'channel.rotatePublicKey': { may: 'channels:write', input: channel },
  'channel.test': { may: 'channels:write', input: channel },
  'delivery.list': { may: 'deliveries:read', gets: null, input: {} },
  'delivery.get': { may: 'deliveries:read', input: { deliveryId: ID } },
  'delivery.resend': { may: 'deliveries:write', input: { deliveryId: ID } },
  'delivery.resendAll': { may: 'deliveries:write', gets: null, input: { deliveryIds: [ID] } },
  'delivery.recover': { may: 'deliveries:write', input: { ...channel, since: new Date() } },
  'delivery.replay': { may: 'deliveries:write', input: { ...channel, since: new Date() } },
  'inbox.list': { may: 'sessions:read', gets: null, input: { queue: 'waiting' } },
  'inbox.counts': { may: 'sessions:read', gets: null },
  'inbox.get': { may: 'sessions:read', input: session },
  'inbox.listEarlier': { may: 'sessions:read', gets: null, input: session },
  'inbox.take': { may: 'sessions:write', input: session },
  'inbox.reply': { may: 'sessions:write', input: { ...session, text: 'Hi' } },
  'inbox.handBack': { may: 'sessions:write', input: { ...session, outcome: 'success' } },
  'inbox.markRead': { may: 'sessions:read', input: { ...session, seq: 1 } },
  'inbox.listReplies': { may: 'sessions:read', gets: null },
  'inbox.saveReply': { may: 'sessions:write', input: { id: ID, title: 'T', text: 'Hi' } },
  'inbox.removeReply': { may: 'sessions:write', input: { id: ID } },
  'modelPrice.list': { may: 'settings:read', gets: null, input: {} },
  'modelPrice.set': {
    may: 'settings:write',
    gets: null,
    input: { model: 'M', promptMicros: 0, completionMicros: 0 },
  },
  'modelPrice.remove': { may: 'settings:write', input: { model: 'another' } },
  'organization.create': { may: 'settings:write', gets: null, input: { name: 'Another' } },
  'organization.getSettings': { may: 'settings:read', gets: null },
  'organization.changeSettings': { may: 'settings:write', gets: null, input: { retentionDays: 30 } },
  'organization.listAudit': { may: 'settings:read', gets: null, input: {} },
  'organization.metrics': { may: 'sessions:read', gets: null, input: { range: 'hour' } },
  'organization.changeRole': { may: 'settings:write', input: { userId: ID, role: 'viewer' } },
  'organization.removeMember': { may: 'settings:write', input: { userId: ID } },
  'organization.listInvitations': { may: 'settings:read', gets: null },
  'organization.invite': {
    may: 'settings:write',
    gets: null,
    input: { email: 'new@example.test', role: 'agent' },
  },
  'organization.revokeInvitation': { may: 'settings:write', input: { invitationId: ID } },
  'organization.getInvitation': { may: 'anyone', gets: 'NOT_FOUND', input: { token: 'x' } },
  'organization.acceptInvitation': {
    may: 'anyone',
    gets: 'NOT_FOUND',
    input: { token: 'x', name: 'N', password: 'long enough for it' },
  },
  'overview.get': { may: 'sessions:read', gets: null },
  'room.list': { may: 'channels:read', gets: null, input: {} },
  'room.get': { may: 'channels:read', input: room },
  'room.create': { may: 'channels:write', gets: null, input: { name: 'R', mode: 'people' } },
  'room.update': { may: 'channels:write', input: { ...room, name: 'R' } },
  'room.remove': { may: 'channels:write', input: room },
  'session.list': { may: 'sessions:read', gets: null, input: {} },
  'session.get': { may: 'sessions:read', input: session },
  'session.version': { may: 'flows:read', input: { flowId: ID, versionId: ID } },
  'session.messages': { may: 'sessions:read', input: session },
  'session.turns': { may: 'sessions:read', input: session },
  'session.listEvents': { may: 'sessions:read', input: session },
  'session.events': { may: 'sessions:read', input: session },
  'session.send': { may: 'sessions:write', input: { ...session, input: { type: 'text', text: 'Hi' } } },
  'session.end': { may: 'sessions:write', input: session },
  'session.changeVariables': { may: 'sessions:write', input: { ...session, set: {} } },
};

const ROLES = Object.keys(ROLE_SCOPES) as Role[];
const PROCEDURES = Object.keys(appRouter._def.procedures);
const makeCaller = createCallerFactory(appRouter);

describe('who may call what', () => {
  let stage: TestStage;
  const people = new Map<Role, string>();

  beforeAll(async () => {
    stage = await openTestStage();
    const { db, ids } = stage.platform;
    for (const role of ROLES) {
      const id = ids.uuid(Date.now());
      people.set(role, id);
      await db.prisma.user.create({ data: { id, email: `${role}@example.test`, name: role } });
      await db.prisma.member.create({ data: { orgId: stage.orgId, userId: id, role } });
    }
  });
  afterAll(() => stage.close());

  it('has a rule for every procedure, and for nothing else', () => {
    expect(Object.keys(RULES).sort()).toEqual([...PROCEDURES].sort());
  });

  const rules = Object.entries(RULES).map(([path, rule]) => ({ path, ...rule }));

  it.each(rules)('$path without a sign-in', async ({ path, may, input, gets = null }) => {
    expect(await codeOf(null, path, input)).toBe(may === 'anyone' ? gets : 'UNAUTHORIZED');
  });

  const matrix = rules.flatMap((rule) => ROLES.map((role) => ({ role, ...rule })));

  it.each(matrix)('$path as $role', async ({ role, path, may, input, gets = 'NOT_FOUND' }) => {
    const allowed = may === 'anyone' || may === 'member' || ROLE_SCOPES[role].includes(may);
    const code = await codeOf(role, path, input);
    expect(code).toBe(allowed ? gets : 'FORBIDDEN');
  });

  /** Calls a procedure by its path; the code of its failure, or null. */
  async function codeOf(role: Role | null, path: string, input: unknown): Promise<string | null> {
    const { orgId, platform } = stage;
    const actor = role && { type: 'user' as const, orgId, userId: people.get(role) ?? '', role };
    const caller = makeCaller({ platform, actor, requestId: 'test' });
    const [noun = '', verb = ''] = path.split('.');
    const nouns = caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    try {
      const result = await nouns[noun]?.[verb]?.(input);
      if (isStream(result)) await result[Symbol.asyncIterator]().next();
      return null;
    } catch (error) {
      if (error instanceof TRPCError) return error.code;
      return domainCode(error);
    }
  }
});

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

// A stream fails after its procedure has answered, so its failure comes as it was thrown.
function domainCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'permission_denied') return 'FORBIDDEN';
  if (code === 'not_found') return 'NOT_FOUND';
  throw error;
}
