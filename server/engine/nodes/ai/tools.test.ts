import { describe, expect, it } from 'vitest';
import { converse, type Flow, type NodeInput, textsOf } from '../../fixtures/converse';
import type { Json, JsonObject } from '../../json';
import type { HttpResult, RunResult } from '../../protocol';

type AiInput = Extract<NodeInput, { kind: 'ai' }>;

const TOTALS: Flow = {
  inputs: { type: 'object', properties: { order: { type: 'string', minLength: 2 } }, required: ['order'] },
  outputs: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
  variables: [{ name: 'secret', default: 7 }],
  nodes: [{ id: 'done', kind: 'end', output: { total: '{{ secret }}' } }],
};
const CONFIRM: Flow = {
  nodes: [
    {
      ...{ id: 'sure', kind: 'question', prompt: [{ type: 'text', text: 'Are you sure?' }] },
      ...{ answer: { type: 'confirm' }, variable: 'sure', exits: { next: 'done' } },
    },
    { id: 'done', kind: 'end', output: { sure: '{{ sure }}' } },
  ],
};
const BROKEN: Flow = {
  nodes: [{ id: 'go', kind: 'set', assign: [{ variable: 'a', value: '1' }], exits: { next: 'gone' } }],
};

const open = (ai: Partial<AiInput> = {}) =>
  converse(
    {
      nodes: [
        {
          ...{ id: 'ask', kind: 'ai', url: 'https://models.test/v1', model: 'small', variable: 'reply' },
          prompt: 'Help {{ name }}',
          tools: [
            { flow: 'totals', description: 'The total of an order' },
            { flow: 'confirm', description: 'Asks for confirmation' },
            { flow: 'broken', description: 'Fails' },
          ],
          exits: { next: 'ok', error: 'bad', limit: 'over' },
          ...ai,
        },
        { id: 'ok', kind: 'end', text: 'Said {{ reply }}' },
        { id: 'bad', kind: 'end', text: 'Error {{ error.code }}' },
        { id: 'over', kind: 'end', text: 'Limit {{ error.code }}' },
      ],
    },
    { called: { totals: TOTALS, confirm: CONFIRM, broken: BROKEN } },
  );

const respond = (message: Json, more: Partial<HttpResult> = {}, tokens = 10): HttpResult => ({
  ...{ status: 200, headers: {}, durationMs: 1, attempts: 1 },
  body: {
    choices: [{ message }],
    usage: { prompt_tokens: tokens - 1, completion_tokens: 1, total_tokens: tokens },
  },
  ...more,
});
const asks = (...calls: [name: string, given: Json][]) =>
  respond({
    content: null,
    tool_calls: calls.map(([name, given], index) => ({
      ...{ id: `t${index}`, type: 'function' },
      function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) },
    })),
  });
const says = (content: string) => respond({ content });

function requestOf({ effects }: RunResult) {
  const [effect] = effects;
  if (effect?.type !== 'http.call') throw new Error('There is no request.');
  return {
    key: effect.key,
    url: effect.request.url,
    ...(JSON.parse(effect.request.body ?? '') as JsonObject),
  };
}

type Session = ReturnType<typeof open>;

/** Answers the open request of a turn. */
const answer = (session: Session, turn: RunResult, result: HttpResult) =>
  session.send({ type: 'effect.succeeded', effect: requestOf(turn).key, result });

const ASKED = { role: 'user', content: 'Help Ann' };

describe('the tools of a model', () => {
  it('are flows with the inputs that they declare', () => {
    const request = requestOf(open().start({ name: 'Ann' }));
    expect(request).toMatchObject({
      model: 'small',
      messages: [ASKED],
      tools: [
        {
          type: 'function',
          function: { name: 'totals', description: 'The total of an order', parameters: TOTALS.inputs },
        },
        { function: { name: 'confirm', parameters: { type: 'object', properties: {} } } },
        { function: { name: 'broken' } },
      ],
    });
  });

  it('run in order, and the model is asked again with their results', () => {
    const session = open();
    const first = session.start({ name: 'Ann' });
    const second = answer(
      session,
      first,
      asks(['totals', { order: 'A1', secret: 1 }], ['totals', { order: 'B2' }]),
    );
    expect(requestOf(second)).toMatchObject({
      key: '2:0',
      messages: [
        ASKED,
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 't0',
              type: 'function',
              function: { name: 'totals', arguments: '{"order":"A1","secret":1}' },
            },
            { id: 't1' },
          ],
        },
        // A model sets only the inputs that a flow declares.
        { role: 'tool', tool_call_id: 't0', content: '{"total":7}' },
        { role: 'tool', tool_call_id: 't1', content: '{"total":7}' },
      ],
    });
    expect(second.trace.steps.map(({ flow, nodeId, tools }) => [flow, nodeId, tools])).toEqual([
      [
        '',
        'ask',
        [
          { name: 'totals', arguments: { order: 'A1', secret: 1 } },
          { name: 'totals', arguments: { order: 'B2' } },
        ],
      ],
      ['totals', 'done', undefined],
      ['', 'ask', [{ name: 'totals', arguments: { order: 'A1', secret: 1 }, result: { total: 7 } }]],
      ['totals', 'done', undefined],
      ['', 'ask', [{ name: 'totals', arguments: { order: 'B2' }, result: { total: 7 } }]],
    ]);
    const third = answer(session, second, says('It is 14.'));
    expect(textsOf(third)[0]).toBe('Said It is 14.');
    expect(session.state().frames[0]).not.toHaveProperty('model');
  });

  it('may ask a person', () => {
    const session = open();
    const first = session.start({ name: 'Ann' });
    expect(textsOf(answer(session, first, asks(['confirm', {}])))).toEqual(['Are you sure?\n1. Yes\n2. No']);
    const second = session.say('yes');
    expect(requestOf(second)).toMatchObject({
      messages: [ASKED, {}, { role: 'tool', tool_call_id: 't0', content: '{"sure":true}' }],
    });
    expect(textsOf(answer(session, second, says('Done.')))[0]).toBe('Said Done.');
  });

  it.each<[string, Json, string]>([
    ['other', {}, 'There is no tool \\"other\\". The tools are: totals, confirm, broken.'],
    ['totals', '{', 'The arguments are not a JSON object, or have more than 20,000 characters.'],
    ['totals', { order: 'A' }, 'The arguments are invalid: /order must have at least 2 characters.'],
    ['totals', {}, 'The arguments are invalid: the arguments must have the property \\"order\\".'],
    ['broken', {}, 'There is no node \\"gone\\".'],
  ])('tell the model why %s with %j fails', (name, given, reason) => {
    const session = open();
    const second = answer(session, session.start({ name: 'Ann' }), asks([name, given]));
    const content = `{"error":"${reason.replaceAll('\\"', '\\"')}"}`;
    expect(requestOf(second)).toMatchObject({ messages: [ASKED, {}, { role: 'tool', content }] });
    expect(session.state().frames).toHaveLength(1);
  });

  it('keep the question although a tool hears another message', () => {
    const { prompt: _, ...ai } = { prompt: '', history: { variable: 'log' } };
    const session = open({ ...ai, prompt: undefined });
    const first = session.start({ trigger: { type: 'message', text: 'Cancel it' } });
    expect(requestOf(first)).toMatchObject({ messages: [{ role: 'user', content: 'Cancel it' }] });
    answer(session, first, asks(['confirm', {}]));
    const second = session.say('yes');
    expect(requestOf(second)).toMatchObject({ messages: [{ content: 'Cancel it' }, {}, {}] });
    answer(session, second, says('Canceled.'));
    expect(session.variables().log).toEqual([
      { role: 'user', content: 'Cancel it' },
      { role: 'assistant', content: 'Canceled.' },
    ]);
  });
});

describe('the limits of a model', () => {
  it.each<[AiInput['limits'], Partial<HttpResult>, string]>([
    [{ rounds: 1 }, {}, 'limit_rounds'],
    [{ tokens: 10 }, {}, 'limit_tokens'],
    [{ cost: 0.01 }, { costMicros: 10_000 }, 'limit_cost'],
    [{ cost: 0.01 }, { costMicros: null }, 'limit_cost'],
  ])('%j stop it before its tools run', (limits, more, code) => {
    const session = open({ limits });
    const ended = answer(session, session.start(), { ...asks(['totals', { order: 'A1' }]), ...more });
    expect(textsOf(ended)[0]).toBe(`Limit ${code}`);
    expect(ended.trace.steps.map(({ flow }) => flow)).toEqual(['', '']);
  });

  it('are eight rounds by default', () => {
    const session = open();
    let turn = session.start();
    for (let round = 1; round <= 8; round++) turn = answer(session, turn, asks(['totals', { order: 'A1' }]));
    expect(textsOf(turn)[0]).toBe('Limit limit_rounds');
  });

  it('leave a reply alone', () => {
    const session = open({ limits: { rounds: 1, tokens: 1 } });
    expect(textsOf(answer(session, session.start(), says('Hi')))[0]).toBe('Said Hi');
  });
});

describe('the fallback of a model', () => {
  const fallback = { url: 'https://other.test/v1', model: 'other' };

  it('is asked when a call fails, also in a later round', () => {
    const session = open({ fallback });
    const second = answer(session, session.start({ name: 'Ann' }), asks(['totals', { order: 'A1' }]));
    const error = { code: 'timeout', message: 'Too slow.', attempts: 1, durationMs: 1 };
    const third = session.send({ type: 'effect.failed', effect: requestOf(second).key, error });
    expect(requestOf(third)).toMatchObject({
      ...{ url: 'https://other.test/v1', model: 'other' },
      messages: [ASKED, {}, { role: 'tool' }],
    });
    const fourth = answer(session, third, says('Seven.'));
    expect(textsOf(fourth)[0]).toBe('Said Seven.');
    expect(fourth.trace.steps[0]?.usage?.model).toBe('other');
  });

  it('fails by error', () => {
    const session = open({ fallback, tools: undefined });
    const error = { code: 'network', message: 'No.', attempts: 1, durationMs: 1 };
    session.start();
    session.send({ type: 'effect.failed', effect: '1:0', error });
    expect(textsOf(session.send({ type: 'effect.failed', effect: '2:0', error }))[0]).toBe('Error network');
  });
});

describe('a handler of the flow', () => {
  it('leads away from a model whose tool asks, and nothing of its rounds stays', () => {
    const leaving: Flow = {
      handlers: [
        { id: 'agent', on: { type: 'words', keywords: ['agent'] }, to: 'person', afterwards: 'drop' },
      ],
      nodes: [
        {
          ...{ id: 'ask', kind: 'ai', url: 'https://models.test/v1', model: 'small', variable: 'reply' },
          ...{ prompt: 'Hi', tools: [{ flow: 'confirm', description: 'Asks' }] },
        },
        { id: 'person', kind: 'subflow', flow: 'broken' },
      ],
    };
    const session = converse(leaving, { called: { confirm: CONFIRM, broken: BROKEN } });
    answer(session, session.start(), asks(['confirm', {}]));
    expect(session.say('agent').state).toMatchObject({ status: 'failed', failure: { code: 'node_missing' } });
  });
});
