import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { actIn } from '@/server/tools/test/platform';
import { createApiKey } from '../api-key/create-api-key';
import { revokeApiKey } from '../api-key/revoke-api-key';
import type { ServiceContext } from '../context';
import { changeRole } from '../member/change-role';
import { removeMember } from '../member/remove-member';
import { applyReset } from '../recovery/apply-reset';
import { createResetLink } from '../recovery/create-reset-link';
import { type DebugEnv, openDebugEnv } from '../session/debug/fixtures/debug-env';
import { getSession } from '../session/get-session';
import { listTurns } from '../session/list-turns';
import { endOwnSignIn, endOwnSignIns, endSignIn } from '../sign-in/end-sign-in';
import { beginTestSignIn } from '../sign-in/fixtures/begin-test-sign-in';
import { changePassword } from '../user/password/change-password';
import { hashPassword } from '../user/password/hash-password';
import { listBreakpoints } from './list-breakpoints';

const PASSWORD = 'correct horse battery staple';

let env: DebugEnv;
beforeEach(async () => {
  env = await openDebugEnv();
});
afterEach(() => env.testEnv.close());

type Person = { userId: string; orgId: string; ctx: ServiceContext };

async function addPerson(role: Role): Promise<Person> {
  const { testEnv, clock } = env;
  const { orgId, platform } = testEnv;
  const userId = platform.ids.uuid(clock.now());
  const passwordHash = await hashPassword(PASSWORD);
  const data = { id: userId, name: role, email: `${userId}@example.test`, passwordHash };
  await platform.db.prisma.user.create({ data });
  await platform.db.prisma.member.create({ data: { orgId, userId, role } });
  const authenticatedAt = new Date(clock.now());
  return {
    userId,
    orgId,
    ctx: actIn(platform, orgId, { type: 'user', orgId, userId, role, authenticatedAt }),
  };
}

/** Holds a session by a breakpoint that somebody set. */
async function holdBy(ctx: ServiceContext) {
  return { ...(await env.hold({}, ctx)), ctx };
}

type Held = Awaited<ReturnType<typeof holdBy>>;

/** What became of a hold: why its session was let go, and who removed its breakpoint. */
async function findOutcome({ flowId, sessionId, breakpointId }: Held) {
  const { ctx, fire, listAudit } = env;
  const fired = await fire();
  const { items } = await listTurns(ctx, { sessionId, limit: 9 });
  const session = await getSession(ctx, { sessionId });
  return {
    fired,
    status: session.status,
    event: items.at(-1)?.event,
    breakpoints: (await listBreakpoints(ctx, { flowId })).length,
    audit: await listAudit(breakpointId),
  };
}

const letGo = (by: string, of: string) => ({
  ...{ fired: 1, status: 'awaiting_input', breakpoints: 0 },
  event: expect.objectContaining({ type: 'debug.released', reason: 'removed' }),
  audit: [`breakpoint.set ${of}`, `breakpoint.removed ${by}`],
});
const stillHeld = (of: string) => ({
  ...{ fired: 0, status: 'running', breakpoints: 1 },
  event: expect.objectContaining({ type: 'message' }),
  audit: [`breakpoint.set ${of}`],
});

describe('the holds of somebody who leaves are let go at once', () => {
  it('when the member is removed', async () => {
    const [owner, ada] = [await addPerson('owner'), await addPerson('editor')];
    const held = await holdBy(ada.ctx);
    await removeMember(owner.ctx, { userId: ada.userId });
    expect(await findOutcome(held)).toEqual(letGo(`user:${owner.userId}`, `user:${ada.userId}`));
  });

  it('when the role of the member may not debug any more, and not before', async () => {
    const [owner, ada] = [await addPerson('owner'), await addPerson('editor')];
    const held = await holdBy(ada.ctx);
    await changeRole(owner.ctx, { userId: ada.userId, role: 'admin' });
    expect(await findOutcome(held)).toEqual(stillHeld(`user:${ada.userId}`));
    await changeRole(owner.ctx, { userId: ada.userId, role: 'viewer' });
    expect(await findOutcome(held)).toEqual(letGo(`user:${owner.userId}`, `user:${ada.userId}`));
  });

  it('when the API key is revoked, also with the member who made it', async () => {
    const [owner, ada] = [await addPerson('owner'), await addPerson('admin')];
    const { orgId, platform } = env.testEnv;
    const scopes = ['sessions:debug', 'sessions:read', 'sessions:write', 'flows:read'] as const;
    const makeKey = async (by: Person) => {
      const { key } = await createApiKey(by.ctx, { name: 'Debugger', scopes: [...scopes] });
      const actor = { type: 'apiKey', orgId, keyId: key.id, scopes, channelId: null } as const;
      return { keyId: key.id, held: await holdBy(actIn(platform, orgId, actor)) };
    };
    const one = await makeKey(owner);
    await revokeApiKey(owner.ctx, { keyId: one.keyId });
    expect(await findOutcome(one.held)).toEqual(letGo(`user:${owner.userId}`, `key:${one.keyId}`));
    const other = await makeKey(ada);
    await removeMember(owner.ctx, { userId: ada.userId });
    expect(await findOutcome(other.held)).toEqual(letGo(`user:${owner.userId}`, `key:${other.keyId}`));
  });
});

describe('the holds of somebody who signs out are let go at once', () => {
  it.each([
    ['by the person', ({ platform, signIn }: Signed) => endSignIn(platform, signIn)],
    ['in the list of sign-ins', ({ ctx, signIn }: Signed) => endOwnSignIn(ctx, { signInId: signIn.id })],
    ['everywhere', ({ ctx }: Signed) => endOwnSignIns(ctx)],
    [
      'by a new password',
      ({ ctx }: Signed) => changePassword(ctx, { current: PASSWORD, next: `${PASSWORD} again` }),
    ],
    [
      'by a reset of the password',
      async ({ platform, owner, userId }: Signed) => {
        const link = await createResetLink(owner.ctx, { userId });
        if (link.outcome !== 'link') throw new Error('the link was mailed');
        await applyReset(platform, { token: link.token, password: `${PASSWORD} again` });
      },
    ],
  ])('%s', async (_, signOut) => {
    const signed = await signIn();
    const held = await holdBy(signed.ctx);
    await signOut(signed);
    expect(await findOutcome(held)).toEqual(letGo('system', `user:${signed.userId}`));
  });

  it('and not while the person is signed in elsewhere', async () => {
    const signed = await signIn();
    const held = await holdBy(signed.ctx);
    const other = await beginTestSignIn(signed.platform, { userId: signed.userId, orgId: signed.orgId });
    await endSignIn(signed.platform, signed.signIn);
    expect(await findOutcome(held)).toEqual(stillHeld(`user:${signed.userId}`));
    await endSignIn(signed.platform, other);
    expect(await findOutcome(held)).toEqual(letGo('system', `user:${signed.userId}`));
  });
});

type Signed = Awaited<ReturnType<typeof signIn>>;

async function signIn() {
  const owner = await addPerson('owner');
  const person = await addPerson('editor');
  const { platform } = env.testEnv;
  const { userId, orgId } = person;
  return { ...person, owner, platform, signIn: await beginTestSignIn(platform, { userId, orgId }) };
}
