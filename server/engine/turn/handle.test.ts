import { describe, expect, it } from 'vitest';
import { AT, converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { ask, RESULT, say } from '../fixtures/waiting-flows';

type Handler = NonNullable<Flow['handlers']>[number];

const on = (id: string, what: Handler['on'], more: Partial<Handler> = {}): Handler => ({
  ...{ id, on: what, to: id },
  ...more,
});
const words = (...keywords: string[]): Handler['on'] => ({ type: 'words', keywords });
const choose: NodeInput = {
  ...{ id: 'c', kind: 'question', prompt: [{ type: 'text', text: 'c?' }], exits: { next: 'done' } },
  answer: {
    type: 'choice',
    choices: [
      { value: 'a', label: 'Help me' },
      { value: 'b', label: 'B' },
    ],
  },
  variable: 'c',
};
const number = (more: object = {}): NodeInput =>
  ({
    ...{ id: 'n', kind: 'question', prompt: [{ type: 'text', text: 'n?' }], exits: { next: 'done' } },
    ...{ answer: { type: 'number' }, variable: 'n', ...more },
  }) as NodeInput;
const done = say('done', 'done');

describe('a handler for words', () => {
  const flow: Flow = {
    handlers: [on('help', words('help')), on('stop', words('stop'), { afterwards: 'drop' })],
    nodes: [ask('name', 'done'), done, say('help', 'Write your name.'), say('stop', 'Bye, {{ name }}.')],
  };

  it('takes the message before it is judged, and the question is asked again', () => {
    const conversation = converse(flow);
    conversation.start();
    const result = conversation.say('I need help');
    expect(textsOf(result)).toEqual(['Write your name.', 'name?']);
    expect(result.trace.steps.map(({ kind, nodeId, next }) => [kind, nodeId, next])).toEqual([
      ['handler', 'name', 'help'],
      ['message', 'help', null],
      ['question', 'name', null],
    ]);
    expect(result.trace.steps[0]).toMatchObject({
      handler: { id: 'help', on: 'words' },
      recognition: { text: 'I need help', branch: 'help', by: 'keyword', like: 'help' },
      note: 'The handler "help" took the message.',
    });
    expect(textsOf(conversation.say('Ada'))).toEqual(['done', '']);
    expect(conversation.variables()).toEqual({ name: 'Ada' });
  });

  it('ends with an output that the flow does not declare', () => {
    const conversation = converse({ ...flow, outputs: { type: 'object', required: ['total'] } });
    conversation.start();
    expect(textsOf(conversation.say('help'))).toEqual(['Write your name.', 'name?']);
  });

  it('goes on without coming back if the question is dropped', () => {
    const conversation = converse(flow);
    conversation.start({ name: 'Ada' });
    expect(textsOf(conversation.say('stop'))).toEqual(['Bye, Ada.', '']);
    expect(conversation.state().status).toBe('completed');
  });

  it('leaves a reply that is one of the choices, also a pressed one, and takes others', () => {
    const choosing = { ...flow, nodes: [choose, ...flow.nodes.slice(1)] };
    const reply = (text: string) => {
      const conversation = converse(choosing);
      conversation.start();
      return textsOf(conversation.say(text));
    };
    expect(reply('help me')).toEqual(['done', '']);
    expect(reply('help')[0]).toBe('Write your name.');
    const pressed = converse(choosing);
    pressed.start();
    expect(textsOf(pressed.send({ type: 'choice', inputId: 'i', value: 'a' }))).toEqual(['done', '']);
  });

  it('leaves structured values and messages while the flow does something else', () => {
    const conversation = converse(flow);
    conversation.start();
    expect(textsOf(conversation.say('', 'help'))).toEqual(['done', '']);
  });

  it('has no handlers inside (handler/one-deep)', () => {
    const nodes = [ask('name', 'done'), done, ask('help'), say('stop', 'no')];
    const conversation = converse({ ...flow, nodes });
    conversation.start();
    expect(textsOf(conversation.say('help'))).toEqual(['help?']);
    expect(conversation.state().frames).toEqual([
      { flow: '', node: 'name', variables: {}, loops: {} },
      { flow: '', node: 'help', variables: {}, loops: {}, shares: true, handles: 0 },
    ]);
    expect(textsOf(conversation.say('stop'))).toEqual(['name?']);
    expect(conversation.variables()).toEqual({ help: 'stop' });
    expect(textsOf(conversation.say('help'))).toEqual(['help?']);
  });

  it('is looked for in the current flow first, then in its callers, on the variables of its flow', () => {
    const sub: Flow = {
      handlers: [on('agent', words('agent'))],
      nodes: [ask('q'), say('agent', 'sub agent')],
    };
    const main: Flow = {
      handlers: [on('agent', words('agent')), on('help', words('help'))],
      nodes: [
        { id: 's', kind: 'subflow', flow: 'sub', exits: { next: 'done' } },
        {
          id: 'help',
          kind: 'set',
          assign: [{ variable: 'asked', value: '(asked ?? 0) + 1' }],
          exits: { next: 'tell' },
        },
        say('tell', '{{ asked }} {{ who }}'),
        say('agent', 'main agent'),
        done,
      ],
    };
    const conversation = converse(main, { called: { sub } });
    conversation.start({ who: 'Ada' });
    expect(textsOf(conversation.say('agent'))).toEqual(['sub agent', 'q?']);
    expect(textsOf(conversation.say('help'))).toEqual(['1 Ada', 'q?']);
    expect(textsOf(conversation.say('help'))).toEqual(['2 Ada', 'q?']);
    expect(conversation.variables()).toEqual({ who: 'Ada', asked: 2 });
    expect(conversation.state().frames.map(({ flow: name, node }) => [name, node])).toEqual([
      ['', 's'],
      ['sub', 'q'],
    ]);
  });

  it('of a caller that drops ends the called flow', () => {
    const sub: Flow = { nodes: [ask('q')] };
    const main: Flow = {
      handlers: [on('stop', words('stop'), { afterwards: 'drop' })],
      nodes: [{ id: 's', kind: 'subflow', flow: 'sub' }, ask('stop')],
    };
    const conversation = converse(main, { called: { sub } });
    conversation.start();
    conversation.say('stop');
    expect(conversation.state().frames).toEqual([{ flow: '', node: 'stop', variables: {}, loops: {} }]);
  });

  it('may go to another flow, which comes back to the question', () => {
    const other: Flow = { nodes: [ask('a')] };
    const main: Flow = {
      handlers: [on('go', words('go'))],
      nodes: [ask('q'), { id: 'go', kind: 'subflow', flow: 'other', mode: 'goto' }],
    };
    const conversation = converse(main, { called: { other } });
    conversation.start();
    expect(textsOf(conversation.say('go'))).toEqual(['a?']);
    expect(conversation.state().frames[1]).toEqual({
      ...{ flow: 'other', node: 'a', variables: {}, loops: {}, via: ['other'], handles: 0 },
    });
    expect(textsOf(conversation.say('x'))).toEqual(['q?']);
  });
});

describe('a handler for invalid answers', () => {
  const handlers = [on('sorry', { type: 'invalid' })];

  it('answers instead of the question, which is asked again', () => {
    const conversation = converse({ handlers, nodes: [number(), done, say('sorry', 'Sorry?')] });
    conversation.start();
    const { messages, trace } = conversation.say('many');
    expect(messages.map(({ text }) => text)).toEqual(['Sorry?', 'n?']);
    expect(trace.steps.map(({ kind, answer }) => [kind, answer?.accepted])).toEqual([
      ['question', false],
      ['handler', undefined],
      ['message', undefined],
      ['question', undefined],
    ]);
  });

  it('leaves questions that limit invalid answers themselves', () => {
    const nodes = [number({ retries: { max: 1, message: 'Again!' } }), done, say('sorry', 'Sorry?')];
    const conversation = converse({ handlers, nodes });
    conversation.start();
    expect(textsOf(conversation.say('many'))).toEqual(['Again!']);
  });
});

describe('a handler for errors', () => {
  const handlers = [on('sorry', { type: 'error' }, { afterwards: 'drop' })];
  const get = (exits: Record<string, string>): NodeInput => ({
    ...{ id: 'h', kind: 'http', method: 'GET', url: 'https://x.test', exits },
  });
  const fail = (exits: Record<string, string>) => {
    const conversation = converse({
      handlers,
      nodes: [get(exits), done, say('sorry', 'Sorry: {{ error.status }}')],
    });
    conversation.start();
    return textsOf(
      conversation.send({ type: 'effect.succeeded', effect: '1:0', result: { ...RESULT, status: 500 } }),
    );
  };

  it('takes a failure that is not wired', () => {
    expect(fail({ success: 'done' })).toEqual(['Sorry: 500', '']);
    expect(fail({ success: 'done', failure: 'done' })).toEqual(['done', '']);
  });
});

describe('a handler for silence', () => {
  const silence = on('hello', { type: 'silence', after: { amount: 5, unit: 'minutes' } });
  const flow: Flow = { handlers: [silence], nodes: [ask('q', 'done'), done, say('hello', 'Are you there?')] };

  it('takes over once, until a person writes (handler/silence-once)', () => {
    const conversation = converse({ ...flow, nodes: [ask('q', 'r'), ask('r'), ...flow.nodes.slice(1)] });
    const started = conversation.start();
    expect(started.effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: AT + 300_000 }]);
    expect(started.state.wait).toMatchObject({ type: 'input', timer: '1:0', silence: true });
    const fired = conversation.send({ type: 'timer.fired', timer: '1:0' });
    expect(textsOf(fired)).toEqual(['Are you there?', 'q?']);
    expect(fired.effects).toEqual([]);
    expect(fired.state).toMatchObject({ silenced: true, wait: { timer: null } });
    const answered = conversation.say('yes');
    expect(answered.effects.map(({ type }) => type)).toEqual(['timer.set']);
    expect(answered.state).not.toHaveProperty('silenced');
  });

  it('is not set while the question has a time of its own, and is canceled by an answer', () => {
    const own = { ...ask('q', 'done'), noReply: { after: { amount: 1, unit: 'hours' } } } as NodeInput;
    const conversation = converse({ ...flow, nodes: [own, ...flow.nodes.slice(1)] });
    expect(conversation.start().state.wait).not.toHaveProperty('silence');
    const other = converse(flow);
    other.start();
    expect(other.say('x').effects).toEqual([{ type: 'timer.cancel', key: '1:0' }]);
  });
});
