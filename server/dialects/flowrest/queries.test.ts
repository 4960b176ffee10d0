import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeThreadId } from '@/e2e/api/flowrest/client';
import { requireBody } from '@/e2e/api/support/target';
import { type FlowrestEnv, openFlowrestEnv } from './fixtures/open-flowrest-env';

let flowrest: FlowrestEnv;

beforeAll(async () => {
  flowrest = await openFlowrestEnv();
});
afterAll(() => flowrest.close());

const HELLO = { type: 'text', speech: 'hi' };

describe('a flag of a query', () => {
  it.each(['sync=1', 'sync=yes', 'sync=TRUE', 'sync=True', 'sync=', 'sync=true&sync=true', 'writeConcern=1'])(
    '%s is refused, and nothing is sent',
    async (query) => {
      const { api } = await flowrest.open();
      const threadId = makeThreadId();
      const { message } = requireBody(
        await api.call('POST', `/messages/${threadId}?${query}`, { body: { payload: HELLO } }),
        400,
      );
      expect(message).toContain(`${query.split('=')[0]}: must be true or false`);
      expect((await api.call('GET', `/messages/${threadId}?sync=true`)).status).toBe(404);
    },
  );

  it('may be false', async () => {
    const { api } = await flowrest.open();
    const reply = await api.post(makeThreadId(), HELLO, '?sync=false&writeConcern=false');
    expect(requireBody(reply, 200)).toEqual({ status: 'ok' });
  });
});

describe('HEAD', () => {
  it('sends nothing to the webhook, for any resource', async () => {
    const { api, hooks } = await flowrest.open();
    const threadId = makeThreadId();
    requireBody(await api.post(threadId, HELLO, '?sync=true'), 200);
    const ofThread = ['/messages/', '/pause/'].map((path) => `${path}${threadId}`);
    for (const path of [...ofThread, '/threads', '/trigger/event', '/businesshours', '/broadcast/segments'])
      expect((await api.call('HEAD', path)).status).toBe(200);
    requireBody(await api.call('GET', '/threads'), 200);
    requireBody(await api.call('GET', `/messages/${threadId}`), 200);
    const types = (await hooks.upTo(2)).map(({ type }) => type);
    expect(types.sort()).toEqual(['history', 'threads']);
  });
});

describe('a role', () => {
  it.each(['Moderator', 'EXTERNAL', ' external', ''])('%j is refused', async (role) => {
    const { api } = await flowrest.open();
    const reply = await api.call('POST', `/messages/${makeThreadId()}`, {
      body: { payload: { ...HELLO, originator: { role } } },
    });
    expect(requireBody(reply, 400).message).toContain('originator.role: must be external or moderator');
  });
});

type HoursBody = { businessHours: { timezone: string; holidays: { date: string }[] }[] };

describe('business hours', () => {
  it('have a time on every date, and yearly holidays their next one', async () => {
    const holidays = [
      { holiday: 'Past', date: '2019-12-31' },
      { holiday: 'Leap day', date: '02-29' },
      ...['01-01', '12-31'].map((date) => ({ holiday: date, date })),
    ];
    const hours = { label: 'Support', timezone: '(UTC+03:00) Minsk', weekdays: [], holidays };
    const { api } = await flowrest.open({ settings: { businessHours: [hours] } });
    const reply = await api.call<HoursBody>('GET', '/businesshours?sync=true');
    const [sent] = requireBody(reply, 200).businessHours;
    const now = new Date(flowrest.clock.now());
    const today = now.toISOString().slice(0, 10);
    const year = (date: string) => now.getUTCFullYear() + (today.slice(5) <= date ? 0 : 1);
    expect(sent?.timezone).toBe('(UTC+03:00) Minsk');
    expect(sent?.holidays.map(({ date }) => date)).toEqual([
      '2019-12-31T00:00:00.000Z',
      expect.stringMatching(/^20\d\d-02-29T00:00:00\.000Z$/),
      `${year('01-01')}-01-01T00:00:00.000Z`,
      `${year('12-31')}-12-31T00:00:00.000Z`,
    ]);
  });
});
