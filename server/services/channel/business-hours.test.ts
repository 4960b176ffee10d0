import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { changeSettings } from '../organization/settings';
import { ECHO } from '../session/fixtures/flows';
import { createChannel } from './create-channel';
import { updateChannel } from './update-channel';

let testEnv: TestEnv;
let ctx: ServiceContext;
let channelId: string;

const DAYS = {
  label: '',
  timezone: 'Europe/Berlin',
  weekdays: [{ weekday: 'Monday' as const, content: [{ from: '9:00', to: '17:00' }] }],
  holidays: [],
};

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  channelId = (await createChannel(ctx, { kind: 'flowrest', name: 'A', flowId })).channel.id;
});
afterAll(() => testEnv.close());

const zonesOf = async () => {
  const { defaults } = await ctx.channels.get(testEnv.orgId, channelId);
  return (defaults.openingHours ?? []).map(({ timeZone }) => timeZone);
};

describe("a channel's business hours", () => {
  it("take the place of the organization's", async () => {
    await changeSettings(ctx, { locale: 'fi', openingHours: [{ ...DAYS, timezone: 'Europe/Helsinki' }] });
    expect(await zonesOf()).toEqual(['Europe/Helsinki']);
    await updateChannel(ctx, { channelId, settings: { businessHours: [DAYS] } });
    expect(await zonesOf()).toEqual(['Europe/Berlin']);
    expect((await ctx.channels.get(testEnv.orgId, channelId)).defaults.locale).toBe('fi');
    await updateChannel(ctx, { channelId, settings: { businessHours: [] } });
    expect(await zonesOf()).toEqual(['Europe/Helsinki']);
  });

  it('need a time zone that exists', async () => {
    const businessHours = [DAYS, { ...DAYS, timezone: 'Berlin time' }];
    await expect(updateChannel(ctx, { channelId, settings: { businessHours } })).rejects.toMatchObject({
      problem: {
        code: 'invalid_request',
        details: { issues: [{ path: ['settings', 'businessHours', 1, 'timezone'] }] },
      },
    });
  });

  it('of an earlier version keep their zone, which is read as that of the organization if it is unknown', async () => {
    await changeSettings(ctx, { timeZone: 'Asia/Tokyo', openingHours: [] });
    const businessHours = [
      { ...DAYS, timezone: 'Berlin time' },
      { ...DAYS, timezone: '(UTC+03:00) Minsk' },
    ];
    const { prisma } = testEnv.platform.db;
    await prisma.channel.updateMany({ where: { id: channelId }, data: { settings: { businessHours } } });
    ctx.channels.invalidate();
    expect(await zonesOf()).toEqual(['Asia/Tokyo', 'Europe/Minsk']);
    await updateChannel(ctx, { channelId, settings: { botName: 'Ada' } });
    const { settings } = await ctx.channels.get(testEnv.orgId, channelId);
    expect(settings).toMatchObject({ botName: 'Ada', businessHours });
  });
});
