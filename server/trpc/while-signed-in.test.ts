import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMemberActor } from '@/server/services/member/find-member-actor';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { startSession } from '@/server/services/session/start-session';
import { beginTestSignIn } from '@/server/services/sign-in/fixtures/begin-test-sign-in';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

const clock = createManualClock();

describe('the event stream of a console', () => {
  let testEnv: TestEnv;
  beforeAll(async () => {
    testEnv = await openTestEnv({ clock });
  });
  afterAll(() => testEnv.close());

  /** Follows a session as a person who just signed in. */
  async function follow() {
    const { platform, orgId } = testEnv;
    const { db, ids } = platform;
    const userId = ids.uuid(Date.now());
    await db.prisma.user.create({ data: { id: userId, email: `${userId}@example.test`, name: 'Ada' } });
    await db.prisma.member.create({ data: { orgId, userId, role: 'viewer' } });
    const signIn = await beginTestSignIn(platform, { userId, orgId });
    const system = actIn(platform, orgId);
    const { flowId } = await addFlow(db, orgId, ECHO);
    const { id: sessionId } = (await startSession(system, { flowId })).session;
    const actor = await findMemberActor(platform, signIn);
    const isStillAuthorized = async () => (await findMemberActor(platform, signIn)) !== null;
    const caller = createCallerFactory(appRouter)({ platform, actor, requestId: 'test', isStillAuthorized });
    const events = (await caller.session.events({ sessionId }))[Symbol.asyncIterator]();
    const say = (text: string) => sendInput(system, { sessionId, input: { type: 'text', text } });
    const readUntil = async (text: string) => {
      for (;;) {
        const next = await events.next();
        if (next.done) return 'ended';
        if (JSON.stringify(next.value).includes(text)) return 'sent';
      }
    };
    return { userId, say, readUntil };
  }

  it('continues while the sign-in is valid', async () => {
    const { say, readUntil } = await follow();
    clock.advance(5_000);
    await say('first words');
    expect(await readUntil('You said: first words')).toBe('sent');
  });

  it('ends with the membership', async () => {
    const { userId, say, readUntil } = await follow();
    await say('first words');
    expect(await readUntil('You said: first words')).toBe('sent');
    await testEnv.platform.db.prisma.member.deleteMany({ where: { userId } });
    clock.advance(1_000);
    await say('second words');
    expect(await readUntil('second words')).toBe('ended');
  });

  it('ends with a password change', async () => {
    const { userId, say, readUntil } = await follow();
    expect(await readUntil('Say something.')).toBe('sent');
    await testEnv.platform.db.prisma.user.update({
      where: { id: userId },
      data: { credentialsRev: { increment: 1 } },
    });
    clock.advance(1_000);
    await say('first words');
    expect(await readUntil('first words')).toBe('ended');
  });
});
