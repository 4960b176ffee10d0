import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { changeSettings, getSettings } from './settings';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const as = (role: Role): ServiceContext => {
  const { orgId, platform } = testEnv;
  return actIn(platform, orgId, {
    type: 'user',
    orgId,
    userId: platform.ids.uuid(Date.now()),
    role,
    authenticatedAt: new Date(),
  });
};

function friday(from: string, to: string) {
  return { weekdays: [{ weekday: 'Friday' as const, content: [{ from, to }] }] };
}

const NIGHTS = {
  label: 'Bar',
  timezone: 'Europe/Vienna',
  ...friday('22:00', '2:00'),
  holidays: [
    { holiday: 'Christmas', date: '12-25' },
    { holiday: 'Stocktaking', date: '2026-12-31' },
  ],
};

describe('the settings of an organization', () => {
  it('change one by one, and the log records their old values', async () => {
    const owner = as('owner');
    expect(await getSettings(owner)).toMatchObject({ name: 'Test', retentionDays: null });
    await changeSettings(owner, { retentionDays: 30 });
    await changeSettings(owner, { name: ' Airline ' });
    expect(await getSettings(as('viewer'))).toMatchObject({ name: 'Airline', retentionDays: 30 });
    await changeSettings(owner, { retentionDays: null });
    const { items } = await listAudit(owner, { thing: 'organization', limit: 10 });
    expect(items.map(({ before, after }) => [before, after])).toEqual([
      [{ retentionDays: 30 }, { retentionDays: null }],
      [{ name: 'Test' }, { name: 'Airline' }],
      [{ retentionDays: null }, { retentionDays: 30 }],
    ]);
  });

  it('have rules for personal data, each attribute once, and refuse one that is too long', async () => {
    const owner = as('owner');
    expect((await getSettings(owner)).personalData).toEqual({ attributes: [], refusesModels: false });
    const attributes = ['plan', ' birthday', 'plan'];
    const changed = await changeSettings(owner, { personalData: { attributes, refusesModels: true } });
    const kept = { attributes: ['birthday', 'plan'], refusesModels: true };
    expect([changed.personalData, (await getSettings(as('viewer'))).personalData]).toEqual([kept, kept]);
    const { items } = await listAudit(owner, { thing: 'organization', limit: 1 });
    expect(items[0]).toMatchObject({ before: {}, after: { personalData: kept } });
    await expect(
      changeSettings(owner, { personalData: { attributes: ['x'.repeat(201)], refusesModels: false } }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    await changeSettings(owner, { personalData: { attributes: [], refusesModels: false } });
  });

  it('without a change are not logged', async () => {
    const owner = as('owner');
    const before = await listAudit(owner, { thing: 'organization', limit: 50 });
    const { name } = await getSettings(owner);
    await changeSettings(owner, { name });
    const after = await listAudit(owner, { thing: 'organization', limit: 50 });
    expect(after.items).toHaveLength(before.items.length);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ retentionDays: 0 }, 'retentionDays'],
    [{ retentionDays: 1.5 }, 'retentionDays'],
    [{ retentionDays: 3_651 }, 'retentionDays'],
    [{ locale: 'english' }, 'locale'],
    [{ locale: '' }, 'locale'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone'],
    [{ timeZone: '+25:00' }, 'timeZone'],
  ])('%j is refused', async (change, field) => {
    await expect(changeSettings(as('admin'), change)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });

  it('have defaults of sessions, which the log records', async () => {
    const owner = as('owner');
    expect(await getSettings(owner)).toMatchObject({ locale: null, timeZone: null, openingHours: [] });
    await changeSettings(owner, { locale: ' de-AT ', timeZone: 'Europe/Vienna' });
    await changeSettings(owner, { openingHours: [NIGHTS] });
    const set = { locale: 'de-AT', timeZone: 'Europe/Vienna', openingHours: [NIGHTS] };
    expect(await getSettings(as('viewer'))).toMatchObject(set);
    await changeSettings(owner, { openingHours: [NIGHTS] });
    await changeSettings(owner, { openingHours: [], timeZone: null });
    const { items } = await listAudit(owner, { thing: 'organization', limit: 3 });
    expect(items.map(({ before, after }) => [before, after])).toEqual([
      [
        { timeZone: 'Europe/Vienna', openingHours: [NIGHTS] },
        { timeZone: null, openingHours: [] },
      ],
      [{ openingHours: [] }, { openingHours: [NIGHTS] }],
      [
        { locale: null, timeZone: null },
        { locale: 'de-AT', timeZone: 'Europe/Vienna' },
      ],
    ]);
  });

  it('are the defaults that sessions start with, once they are changed', async () => {
    const owner = as('owner');
    await changeSettings(owner, { locale: 'fr', timeZone: '+05:30', openingHours: [NIGHTS] });
    const [friday] = [[[1_320, 1_560]]];
    const { defaults } = await testEnv.platform.organizations.getStart(testEnv.orgId);
    expect(defaults).toEqual({
      locale: 'fr',
      timeZone: '+05:30',
      openingHours: [
        {
          timeZone: 'Europe/Vienna',
          week: [[], [], [], [], friday, [], []],
          closed: ['12-25', '2026-12-31'],
        },
      ],
    });
    await changeSettings(owner, { locale: null, timeZone: null, openingHours: [] });
    const cleared = await testEnv.platform.organizations.getStart(testEnv.orgId);
    expect(cleared).toEqual({ defaults: {}, config: {}, environments: {} });
  });

  it.each([
    [{ timezone: 'Mars/Olympus' }, ['timezone'], 'must be a time zone such as Europe/Berlin'],
    [friday('25:00', '2:00'), ['weekdays', 0, 'content', 0, 'from'], 'must be a time from 0:00 to 23:59'],
    [friday('24:00', '2:00'), ['weekdays', 0, 'content', 0, 'from'], 'must be a time from 0:00 to 23:59'],
    [friday('9:00', '24:01'), ['weekdays', 0, 'content', 0, 'to'], '24:00 is the end of the day'],
    [
      { weekdays: [...friday('9:00', '12:00').weekdays, ...friday('13:00', '17:00').weekdays] },
      ['weekdays', 1, 'weekday'],
      'must not be Friday again',
    ],
    [{ holidays: [{ holiday: 'x', date: '2026-02-30' }] }, ['holidays', 0, 'date'], 'must be a date such as'],
    [{ holidays: [{ holiday: 'x', date: '13-01' }] }, ['holidays', 0, 'date'], '12-25 for every year'],
    [{ holidays: [{ holiday: 'x', date: '' }] }, ['holidays', 0, 'date'], 'must be a date such as'],
    [{ label: 'a\u0000b' }, ['label'], 'contains a NUL character'],
  ])('refuse the opening hours %j by their field', async (part, path, message) => {
    const openingHours = [{ ...NIGHTS, ...part }] as never;
    await expect(changeSettings(as('admin'), { openingHours })).rejects.toMatchObject({
      problem: {
        code: 'invalid_request',
        details: {
          issues: [{ path: ['openingHours', 0, ...path], message: expect.stringContaining(message) }],
        },
      },
    });
  });

  it('take a day that ends at 24:00, February 29 of every year, and any form of a zone', async () => {
    const openingHours = [
      { ...NIGHTS, ...friday('0:00', '24:00'), timezone: '(UTC+03:00) Minsk' },
      { ...NIGHTS, holidays: [{ holiday: 'Leap day', date: '02-29' }], timezone: '-05:30' },
    ];
    await changeSettings(as('admin'), { openingHours });
    const { defaults } = await testEnv.platform.organizations.getStart(testEnv.orgId);
    const [first, second] = defaults.openingHours ?? [];
    expect(first).toMatchObject({ timeZone: 'Europe/Minsk', week: { 4: [[0, 1_440]] } });
    expect(second).toMatchObject({ timeZone: '-05:30', closed: ['02-29'] });
  });

  it('can be changed by admins and owners of the organization', async () => {
    for (const role of ['editor', 'agent', 'viewer'] as const) {
      await expect(changeSettings(as(role), { name: 'X' })).rejects.toMatchObject({
        code: 'permission_denied',
      });
    }
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await changeSettings(other, { retentionDays: 1 });
    expect((await getSettings(as('owner'))).retentionDays).toBeNull();
  });
});
