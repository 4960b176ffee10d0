import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionState } from '@/server/engine/session';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { statementsOf } from '@/server/tools/test/statements-of';
import { createChannel } from '../channel/create-channel';
import type { ServiceContext } from '../context';
import { changeSettings } from '../organization/settings';
import { sendToThread } from '../thread/send/send-to-thread';
import { ECHO } from './fixtures/flows';
import { sendInput } from './send-input';
import { startSession } from './start-session';
import { startTestSession } from './start-test-session';

let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;
let channelId: string;

beforeAll(async () => {
  // The clock stands still, so that no cached setting expires.
  testEnv = await openTestEnv({ clock: createManualClock() });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO));
  channelId = (await createChannel(ctx, { kind: 'flowrest', name: 'A', flowId })).channel.id;
  await changeSettings(ctx, { locale: 'fi', timeZone: 'Europe/Helsinki' });
});
afterAll(() => testEnv.close());

const DEFAULTS = { locale: 'fi', timeZone: 'Europe/Helsinki' };

async function stateOf(sessionId: string): Promise<SessionState> {
  const row = await testEnv.platform.db.prisma.session.findFirstOrThrow({ where: { id: sessionId } });
  return row.state as unknown as SessionState;
}

const say = async (externalId: string, more: object = {}) => {
  const entries = [
    { type: 'visitor' as const, lines: [{ content: { type: 'text' as const, text: 'x' }, text: 'x' }] },
  ];
  return (await sendToThread(ctx, { channelId, externalId, entries, waitMs: 0, ...more })).session.id;
};

describe('a session', () => {
  it("starts with the organization's defaults, which a later change leaves alone", async () => {
    const { session } = await startSession(ctx, { flowId });
    const inThread = await say('defaults');
    const test = await startTestSession(ctx, { flowId });
    await changeSettings(ctx, { locale: 'sv' });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: 'x' } });
    for (const id of [session.id, inThread, test.session.id])
      expect((await stateOf(id)).defaults).toEqual(DEFAULTS);
    const { session: later } = await startSession(ctx, { flowId });
    expect((await stateOf(later.id)).defaults).toEqual({ ...DEFAULTS, locale: 'sv' });
    await changeSettings(ctx, { locale: 'fi' });
  });

  it('brings settings of its own, which a later message changes one by one', async () => {
    const regional = { locale: 'de_at', timeZone: '+0530' };
    for (const start of [startSession, startTestSession]) {
      const { session } = await start(ctx, { flowId, regional });
      expect((await stateOf(session.id)).regional).toEqual({ locale: 'de-AT', timeZone: '+05:30' });
      const input = { type: 'text' as const, text: 'x', regional: { locale: 'it' } };
      await sendInput(ctx, { sessionId: session.id, input });
      expect((await stateOf(session.id)).regional).toEqual({ locale: 'it', timeZone: '+05:30' });
    }
  });

  it('of a thread takes them from the data that the thread keeps, and from later messages', async () => {
    const profile = { locale: 'en-US', timezone: -5 };
    const id = await say('own', { profile });
    expect((await stateOf(id)).regional).toEqual({ locale: 'en-US', timeZone: '-05:00' });
    await say('own', { variables: { language: 'es' } });
    expect((await stateOf(id)).regional).toEqual({ locale: 'es', timeZone: '-05:00' });
    const next = await say('own', { fresh: true });
    expect((await stateOf(next)).regional).toEqual({ locale: 'es', timeZone: '-05:00' });
  });

  it.each([
    [{ locale: 'x y' }, 'locale'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone'],
    [{ timeZone: '' }, 'timeZone'],
  ])('does not start with %j', async (regional, field) => {
    const refusal = { problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } } };
    await expect(startSession(ctx, { flowId, regional })).rejects.toMatchObject(refusal);
    await expect(startTestSession(ctx, { flowId, regional })).rejects.toMatchObject(refusal);
  });

  it('reads its defaults without a statement of its own while they are cached', async () => {
    await startSession(ctx, { flowId });
    const statements = await statementsOf(testEnv.platform.db.pool, () => startSession(ctx, { flowId }));
    expect(statements).toEqual(['commit_plain_start']);
  });
});
