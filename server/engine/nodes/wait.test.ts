import { describe, expect, it } from 'vitest';
import { AT, converse, type NodeInput } from '../fixtures/converse';
import { validateFlow } from '../validate';

const ends = (...ids: string[]): NodeInput[] => ids.map((id) => ({ id, kind: 'end', output: id }));

describe('wait', () => {
  const open = (wait: Extract<NodeInput, { kind: 'wait' }>['wait']) =>
    converse({ nodes: [{ id: 'w', kind: 'wait', wait, exits: { next: 'e' } }, ...ends('e')] });

  it('waits for a duration', () => {
    const conversation = open({ type: 'for', duration: { amount: 30, unit: 'days' } });
    const { state, effects } = conversation.start();
    expect(state).toMatchObject({ status: 'awaiting_timer', wait: { type: 'timer', timer: '1:0' } });
    expect(effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: AT + 30 * 86_400_000 }]);
    const fired = conversation.send({ type: 'timer.fired', timer: '1:0' });
    expect(fired.state.output).toBe('e');
    expect(fired.effects).toEqual([]);
    expect(fired.messages[0]?.inputId).toBe('in-0');
  });

  it.each([
    ["'2026-04-01'", Date.UTC(2026, 3, 1)],
    ["'2026-04-01T10:30:00+02:00'", Date.UTC(2026, 3, 1, 8, 30)],
    ["$addTime($now(), 1, 'hours')", AT + 3_600_000],
    [String(AT + 5000), AT + 5000],
  ])('waits until %s', (time, dueAt) => {
    expect(open({ type: 'until', time }).start().effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt }]);
  });

  it('continues at once if the time is in the past, and notes it', () => {
    const { state, trace } = open({ type: 'until', time: "'2020-01-01'" }).start();
    expect(state.output).toBe('e');
    expect(trace.steps[0]?.note).toContain('is in the past');
  });

  it.each([
    // The events of these tests are on Friday 20 March 2026, from 10:00 UTC on.
    ['10:30', 'UTC', '2026-03-20T10:30:00Z'],
    ['9:00', 'UTC', '2026-03-21T09:00:00Z'],
    ['9:00', 'America/New_York', '2026-03-20T13:00:00Z'],
    ['9:00 in Europe/Berlin', 'America/New_York', '2026-03-21T08:00:00Z'],
    ['at 9:30 pm', 'Europe/Berlin', '2026-03-20T20:30:00Z'],
    ['9pm', 'UTC', '2026-03-20T21:00:00Z'],
    ['12 am', 'UTC', '2026-03-21T00:00:00Z'],
    ['tomorrow 9:00', 'Asia/Tokyo', '2026-03-21T00:00:00Z'],
    ['"tomorrow at 09:00"', '+05:30', '2026-03-21T03:30:00Z'],
    ['2030-12-31 10:00', 'Europe/Berlin', '2030-12-31T09:00:00Z'],
    ['2030-12-31', 'Europe/Berlin', '2030-12-30T23:00:00Z'],
    ['2026-04-24 00:00', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['monday 9:00', 'UTC', '2026-03-23T09:00:00Z'],
    ['Friday 9:00', 'UTC', '2026-03-27T09:00:00Z'],
    ['friday 11:00', 'UTC', '2026-03-20T11:00:00Z'],
    ['next Sunday 2:30', 'Europe/Berlin', '2026-03-22T01:30:00Z'],
    ['"2026-03-29 02:30"', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['"9:00 in " + city', 'UTC', '2026-03-21T08:00:00Z'],
    ["'tomorrow 9:00 in ' + city", 'UTC', '2026-03-21T08:00:00Z'],
    ['tomorrow 9:00 Europe/Berlin', 'UTC', '2026-03-21T08:00:00Z'],
    ['9:00 tomorrow', 'UTC', '2026-03-21T09:00:00Z'],
    ['tomorrow noon', 'UTC', '2026-03-21T12:00:00Z'],
    ['"midnight"', 'Europe/Berlin', '2026-03-20T23:00:00Z'],
    ['on sat 9am', 'UTC', '2026-03-21T09:00:00Z'],
  ])('waits until %s in %s', (time, timeZone, due) => {
    const conversation = converse({
      timeZone,
      nodes: [{ id: 'w', kind: 'wait', wait: { type: 'until', time }, exits: { next: 'e' } }, ...ends('e')],
    });
    const { effects } = conversation.start({ city: 'Europe/Berlin' });
    expect(effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: Date.parse(due) }]);
  });

  it.each([
    ['de', 'morgen 9:00', '2026-03-21T09:00:00Z'],
    ['de', 'morgen um 9 Uhr', '2026-03-21T09:00:00Z'],
    ['de', 'Montag 9:30 Uhr', '2026-03-23T09:30:00Z'],
    ['de', 'übermorgen Mittag', '2026-03-22T12:00:00Z'],
    ['de', '"morgen um Mitternacht"', '2026-03-21T00:00:00Z'],
    ['de', 'morgen 9:00 in Asia/Tokyo', '2026-03-21T00:00:00Z'],
    ['de', 'tomorrow 9:00', '2026-03-21T09:00:00Z'],
    ['fr', 'demain à 14h30', '2026-03-21T14:30:00Z'],
    ['fr', 'lundi 9 h', '2026-03-23T09:00:00Z'],
    ['es', 'mañana a las 2 de la tarde', '2026-03-21T14:00:00Z'],
    ['es', 'mañana a las 9 de la mañana', '2026-03-21T09:00:00Z'],
    ['pt', 'amanhã ao meio-dia', '2026-03-21T12:00:00Z'],
    ['fi', 'huomenna klo 14', '2026-03-21T14:00:00Z'],
    ['hi', 'कल 9:00', '2026-03-21T09:00:00Z'],
    ['zh', '明天下午2:30', '2026-03-21T14:30:00Z'],
    ['zh', '周一 9:00', '2026-03-23T09:00:00Z'],
    ['ja', '明日 午後2時半', '2026-03-21T14:30:00Z'],
    ['ko', '내일 9:00', '2026-03-21T09:00:00Z'],
    // A flow without a language has that of its organization, so every language is understood.
    [undefined, 'morgen 9:00', '2026-03-21T09:00:00Z'],
  ])('waits in a flow in %s until %s', (locale, time, due) => {
    const node: NodeInput = { id: 'w', kind: 'wait', wait: { type: 'until', time }, exits: { next: 'e' } };
    const flow = { locale, nodes: [node, ...ends('e')] };
    const regional = { locale: 'sv' };
    const { effects } = converse(flow).send({ type: 'started', inputId: 'in-0', variables: {}, regional });
    expect(effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: Date.parse(due) }]);
    expect(validateFlow({ format: 1, start: 'w', ...flow }).problems).toEqual([]);
  });

  it('takes the zone of the node, which may be an expression', () => {
    const { effects } = open({ type: 'until', time: '9:00', timeZone: 'Asia/{{ city }}' }).start({
      city: 'Tokyo',
    });
    expect(effects).toMatchObject([{ dueAt: Date.parse('2026-03-21T00:00:00Z') }]);
  });

  it('takes the zone of the session before that of the flow', () => {
    const conversation = open({ type: 'until', time: '9:00' });
    const regional = { timeZone: 'America/New_York' };
    const { effects } = conversation.send({ type: 'started', inputId: 'in-0', variables: {}, regional });
    expect(effects).toMatchObject([{ dueAt: Date.parse('2026-03-20T13:00:00Z') }]);
  });

  const openWired = (wait: Extract<NodeInput, { kind: 'wait' }>['wait'], wired = true) =>
    converse({
      nodes: [
        { id: 'w', kind: 'wait', wait, exits: { next: 'e', ...(wired && { failure: 'f' }) } },
        ...ends('e', 'f'),
      ],
    });

  it.each([
    ["'soon'", 'write a time such as 9:00'],
    ["'31.12.2030 10:00'", 'the order of day and month is unclear'],
    ["'12/31/2030'", 'the order of day and month is unclear'],
    ["'tomorrow'", 'it names a day without a time'],
    ["'next monday'", 'it names a day without a time'],
    ["'1893456000000'", 'must be a number and not a text'],
    ["'25:00'", 'write a time such as 9:00'],
    ["'9'", 'write a time such as 9:00'],
    ["'2030-02-30 10:00'", 'the calendar has no such day'],
    ["'9:00 in Berlin'", 'there is no time zone "Berlin"'],
    ['1e300', 'not in milliseconds'],
    ['unknown.time', 'it has no value'],
    ['[1]', 'neither a text nor a number'],
    ['tomorrow', 'it has no value'],
    ['31.12.2030 10:00', 'the order of day and month is unclear'],
    ['31/12/2030', 'the order of day and month is unclear'],
    ['3-4-2030', 'the order of day and month is unclear'],
    ['morgen', 'it has no value'],
    ["'morgen'", 'it names a day without a time'],
    ['gestern 9:00', 'write a time such as 9:00'],
    ['tomorrow 9', 'write a time such as 9:00'],
    ['some time soon', 'write a time such as 9:00'],
    ['tomorrow 9:00 in Mars/Base', 'there is no time zone "Mars/Base"'],
  ])('leaves by failure for %s, with the reason', (time, reason) => {
    const { state, trace, effects } = openWired({ type: 'until', time }).start();
    expect(state.output).toBe('f');
    expect(effects).toEqual([]);
    expect(trace.steps[0]).toMatchObject({ exit: 'failure', note: expect.stringContaining(reason) });
  });

  it('leaves by failure for a zone that does not exist', () => {
    const { state, trace } = openWired({ type: 'until', time: '9:00', timeZone: '{{ zone }}' }).start({
      zone: 'Mars',
    });
    expect(state.output).toBe('f');
    expect(trace.steps[0]?.note).toBe('There is no time zone "Mars".');
  });

  it('ends the flow if that exit is not wired, as validation says', () => {
    const { state } = openWired({ type: 'until', time: 'when' }, false).start({ when: 'soon' });
    expect(state).toMatchObject({ status: 'completed', output: null });
    const problemsOf = (time: string, timeZone?: string) =>
      validateFlow({
        format: 1,
        start: 'w',
        variables: [{ name: 'when' }],
        nodes: [
          { id: 'w', kind: 'wait', wait: { type: 'until', time, timeZone }, exits: { next: 'e' } },
          ...ends('e'),
        ],
      }).problems.map(({ code, path, message }) => ({ code, path, message }));
    expect(problemsOf('when')).toEqual([
      {
        code: 'unwired_exit',
        path: '/nodes/0/exits',
        message: 'The exit "failure" of "w" is not wired: if the time cannot be read, the flow ends there.',
      },
    ]);
    expect(problemsOf('tomorrow 9:00', 'Europe/Berlin')).toEqual([]);
    expect(problemsOf('$addTime($now(), 1, "days")')).toEqual([]);
    expect(problemsOf('9:00', 'Berlin')).toMatchObject([
      { code: 'unknown_time_zone', path: '/nodes/0/wait/timeZone' },
    ]);
    expect(problemsOf('9:00 in Berlin')).toMatchObject([{ code: 'wait_time', path: '/nodes/0/wait/time' }]);
    expect(problemsOf('"1893456000000"')).toMatchObject([{ code: 'wait_time' }]);
    expect(problemsOf('31.12.2030 10:00')).toEqual([
      {
        code: 'wait_time',
        path: '/nodes/0/wait/time',
        message:
          'This is not a time: the order of day and month is unclear; write the date as in 2030-12-31 10:00.',
      },
    ]);
    expect(problemsOf('31/12/2030')).toMatchObject([{ code: 'wait_time' }]);
    expect(problemsOf('when it suits')).toMatchObject([{ code: 'wait_time' }]);
    expect(problemsOf('내일 9:00')).toMatchObject([{ code: 'wait_time' }]);
    expect(problemsOf('when +')).toMatchObject([{ code: 'expression_syntax' }, { code: 'unwired_exit' }]);
  });
});
