import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../../fixtures/converse';
import type { Json, JsonObject } from '../../json';
import { validateFlow } from '../../validate';

type AiInput = Extract<NodeInput, { kind: 'ai' }>;

const node = (ai: Partial<AiInput>): NodeInput => ({
  ...{ id: 'ask', kind: 'ai', url: 'https://models.test/v1', model: 'small', variable: 'reply' },
  exits: { next: 'wait' },
  ...ai,
});
const open = (ai: Partial<AiInput>) =>
  converse({
    nodes: [
      node(ai),
      { id: 'wait', kind: 'question', prompt: [], answer: { type: 'text' }, exits: { next: 'ask' } },
    ],
  });

type Session = ReturnType<typeof open>;

function messagesOf({ effects }: ReturnType<Session['start']>): Json {
  const [effect] = effects;
  return effect?.type === 'http.call'
    ? ((JSON.parse(effect.request.body ?? '{}') as JsonObject).messages ?? null)
    : null;
}

const reply = (session: Session, content: Json) => {
  const { wait } = session.state();
  const effect = wait?.type === 'effect' ? wait.effect : '';
  const result = {
    status: 200,
    headers: {},
    durationMs: 1,
    attempts: 1,
    body: { choices: [{ message: { content } }] },
  };
  return session.send({ type: 'effect.succeeded', effect, result });
};
const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const heard = (text: string) => ({ trigger: { type: 'message', text } });

describe('a conversation with a model', () => {
  it('is kept in a variable and sent with the next message', () => {
    const session = open({ system: 'Be brief.', history: { variable: 'log' } });
    const system = { role: 'system', content: 'Be brief.' };
    expect(messagesOf(session.start(heard('Hi')))).toEqual([system, user('Hi')]);
    reply(session, 'Hello!');
    expect(messagesOf(session.say('And now?'))).toEqual([
      system,
      user('Hi'),
      assistant('Hello!'),
      user('And now?'),
    ]);
    reply(session, 'Nothing.');
    expect(session.variables()).toMatchObject({
      reply: 'Nothing.',
      log: [user('Hi'), assistant('Hello!'), user('And now?'), assistant('Nothing.')],
    });
  });

  it('keeps the newest messages that fit', () => {
    const session = open({ history: { variable: 'log', keep: 2, maxChars: 100 } });
    session.start(heard('a'.repeat(90)));
    reply(session, 'b'.repeat(20));
    expect(session.variables().log).toEqual([assistant('b'.repeat(20))]);
    session.say('c');
    reply(session, 'd');
    expect(session.variables().log).toEqual([user('c'), assistant('d')]);
    session.say('e');
    reply(session, 'f'.repeat(200));
    expect(session.variables().log).toEqual([assistant('f'.repeat(100))]);
  });

  it('may begin with messages that are given', () => {
    const given = [
      user('a'),
      assistant('b'),
      { role: 'tool', content: 'x' },
      'c',
      { role: 'user', content: 1 },
    ];
    const session = open({ messages: 'given', prompt: '{{ more }}' });
    const turn = session.start({ given, more: 'c' });
    expect(messagesOf(turn)).toEqual([user('a'), assistant('b'), user('c')]);
    expect(turn.trace.steps[0]?.note).toBe(
      'Left out of the messages, because they are not { role, content } with a text: 3.',
    );
  });

  it('asks nothing without a message', () => {
    const session = open({ messages: '[]', exits: {} });
    expect(session.start().state.status).toBe('completed');
    expect(session.variables().error).toEqual({
      code: 'empty_prompt',
      message: 'The prompt is empty.',
      status: null,
    });
  });

  it('keeps a reply with a schema as JSON', () => {
    const session = open({ history: { variable: 'log' }, schema: { type: 'object' } });
    session.start(heard('Hi'));
    reply(session, '{"mood":1}');
    expect(session.variables().log).toEqual([user('Hi'), assistant('{"mood":1}')]);
  });
});

describe('a model', () => {
  const problems = (ai: Partial<AiInput>) =>
    validateFlow({ format: 1, start: 'ask', nodes: [node({ exits: {}, ...ai })] }, { flows: ['a'] })
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path}`);

  it.each<[Partial<AiInput>, string[]]>([
    [{}, ['ai_prompt /nodes/0']],
    [{ prompt: 'Hi', tools: [{ flow: 'a', description: 'A' }] }, []],
    [{ prompt: 'Hi', tools: [{ flow: 'b', description: 'B' }] }, ['unknown_flow /nodes/0/tools/0/flow']],
    [{ prompt: 'Hi', tools: [{ flow: 'self', description: 'B' }] }, ['tool_self /nodes/0/tools/0/flow']],
    [
      {
        prompt: 'Hi',
        tools: [
          { flow: 'a', description: 'A' },
          { flow: 'a', description: 'B' },
        ],
      },
      ['repeated_tool /nodes/0/tools/1/flow'],
    ],
    [{ prompt: 'Hi', fallback: { url: 'x', model: 'm' } }, ['http_url /nodes/0/fallback/url']],
    [{ prompt: 'Hi', parameters: { tools: [] } }, ['ai_parameter /nodes/0/parameters/tools']],
    [
      {
        prompt: 'Hi',
        model: '{{ 1 + }}',
        system: '{{ 1 + }}',
        fallback: { url: 'https://b.test', model: 'm' },
      },
      ['template_syntax /nodes/0/model', 'template_syntax /nodes/0/system'],
    ],
  ])('%j has the problems %j', (ai, found) => {
    expect(problems(ai)).toEqual(found);
  });
});
