import { describe, expect, it } from 'vitest';
import { converse, type Flow } from '../fixtures/converse';
import { validateFlow } from '../validate';

const FLOW: Flow = {
  nodes: [
    {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: 'How much?' }],
      answer: { type: 'number' },
      variable: 'n',
      exits: { next: 'done' },
    },
    { id: 'done', kind: 'end', output: '{{ n }}' },
  ],
};

describe('the regional settings of a session', () => {
  it('are kept in its state, and the last given value of a field wins', () => {
    const conversation = converse(FLOW);
    const { state } = conversation.send({
      type: 'started',
      inputId: 'in-0',
      variables: {},
      regional: { locale: 'de_AT', timeZone: 'Europe/Vienna' },
      defaults: { locale: 'fr', timeZone: 'Asia/Tokyo' },
    });
    expect(state.regional).toEqual({ locale: 'de-AT', timeZone: 'Europe/Vienna' });
    expect(state.defaults).toEqual({ locale: 'fr', timeZone: 'Asia/Tokyo' });
    const changed = conversation.send({
      type: 'variables.changed',
      set: {},
      regional: { timeZone: 'Asia/Tokyo' },
    });
    expect(changed.state.regional).toEqual({ locale: 'de-AT', timeZone: 'Asia/Tokyo' });
    const answered = conversation.send({
      type: 'message',
      inputId: 'in-1',
      text: '1,234',
      regional: { locale: 'en' },
    });
    expect(answered.state.output).toBe(1234);
  });

  it('decide how an answer is read before those of the flow do', () => {
    const conversation = converse({ ...FLOW, locale: 'en' });
    conversation.send({ type: 'started', inputId: 'in-0', variables: {}, regional: { locale: 'de' } });
    expect(conversation.say('1,234').state.output).toBe(1.234);
  });

  it('leave out what does not exist, with a note in the trace', () => {
    const { state, trace } = converse(FLOW).send({
      type: 'started',
      inputId: 'in-0',
      variables: {},
      regional: { locale: 'de', timeZone: 'Mars/Phobos' },
    });
    expect(state.regional).toEqual({ locale: 'de' });
    expect(trace.steps.map(({ note }) => note)).toContain('Left out the unknown time zone "Mars/Phobos".');
  });

  it('are absent from the state of a session without them', () => {
    const { state } = converse(FLOW).start();
    expect(Object.keys(state)).not.toContain('regional');
    expect(Object.keys(state)).not.toContain('defaults');
  });
});

describe('the regional settings of a flow', () => {
  const validate = (settings: object) =>
    validateFlow({ format: 1, start: 'q', ...FLOW, ...settings }).problems;

  it.each(['Europe/Berlin', 'UTC', '+05:30', '-0330', 'America/Argentina/Buenos_Aires'])(
    'may have the time zone %s',
    (timeZone) => {
      expect(validate({ timeZone })).toEqual([]);
    },
  );

  it('cannot have a time zone that does not exist', () => {
    expect(validate({ timeZone: 'Berlin' })).toEqual([
      {
        severity: 'error',
        code: 'unknown_time_zone',
        nodeId: null,
        path: '/timeZone',
        message:
          'There is no time zone "Berlin". Give a name such as Europe/Berlin, or an offset such as +05:30.',
      },
    ]);
  });

  it.each([[['english']], [[7]], ['de']])('cannot have the languages %j', (languages) => {
    expect(validate({ languages })).toMatchObject([{ code: 'shape' }]);
  });
});
