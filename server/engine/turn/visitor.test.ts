import { describe, expect, it } from 'vitest';
import { converse, type Flow, textsOf } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import type { JsonObject } from '../json';

const say = (text: string, next?: string): Flow['nodes'][number] => ({
  id: 'm',
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: next ? { next } : {},
});
const askAfter = (text: string): Flow => ({ nodes: [say(text, 'q'), ask('q')] });

const visited = (flow: Flow, visitor: JsonObject, variables: JsonObject = {}) => {
  const conversation = converse(flow);
  const started = conversation.send({ type: 'started', inputId: 'in-0', variables, visitor });
  return { ...conversation, started, bring: (more: JsonObject) => bring(conversation, more) };
};
const bring = (conversation: ReturnType<typeof converse>, visitor: JsonObject) =>
  conversation.send({ type: 'variables.changed', set: {}, visitor });

describe('visitor data (visitor/own-name)', () => {
  it('is read as visitor in texts and expressions, and is not a variable', () => {
    const { started, variables } = visited(
      askAfter('{{ visitor.utm }}|{{ verified }}|{{ $vars.visitor.utm }}'),
      {
        utm: 'mail',
        verified: true,
      },
    );
    expect(textsOf(started)).toEqual(['mail||mail', 'q?']);
    expect(variables()).toEqual({});
  });

  it('is merged on variables.changed, and survives JSON', () => {
    const { bring, state, variables } = visited(askAfter('x'), { a: 1, b: 1 });
    const { trace } = bring({ b: 2, constructor: [1] });
    expect(JSON.parse(JSON.stringify(state())).visitor).toEqual({ a: 1, b: 2, constructor: [1] });
    expect(variables()).toEqual({});
    expect(trace.steps).toMatchObject([{ kind: 'variables', changed: [] }]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('keeps the key %s', (key) => {
    const { state } = visited(askAfter('x'), JSON.parse(`{"${key}":1}`));
    expect(JSON.stringify(state().visitor)).toBe(`{"${key}":1}`);
  });

  it('is empty by default, and absent from the state', () => {
    const conversation = converse(askAfter('[{{ visitor.utm }}]'));
    expect(textsOf(conversation.start())).toEqual(['[]', 'q?']);
    expect(Object.keys(conversation.state())).not.toContain('visitor');
  });

  it('cannot pose as trigger or as the result of a transfer', () => {
    const trigger = { type: 'message', text: 'hi' };
    const { bring, variables } = visited(askAfter('x'), { trigger: 'mine' }, { trigger });
    bring({ trigger: 'mine', transferFailReason: 'mine', error: 'mine' });
    expect(variables()).toEqual({ trigger });
  });

  it('is the same in a called flow, and never sets its variables', () => {
    const called = {
      sub: {
        variables: [{ name: 'x', public: true }],
        nodes: [say('{{ visitor.x }}|{{ x }}', 'q'), ask('q')],
      },
    };
    const conversation = converse({ nodes: [{ id: 's', kind: 'subflow', flow: 'sub' }] }, { called });
    const started = conversation.send({ type: 'started', inputId: 'i', variables: {}, visitor: { x: 'v' } });
    expect(textsOf(started)[0]).toBe('v|');
    bring(conversation, { x: 'w' });
    expect(conversation.state().frames.map(({ variables }) => variables)).toEqual([{}, {}]);
  });

  it('can be read in the rules of an answer', () => {
    const rules = [{ when: 'answer == visitor.code', message: 'no' }];
    const { say: answer, variables } = visited({ nodes: [{ ...ask('q'), rules } as never] }, { code: '7' });
    answer('8');
    expect(variables()).toEqual({});
    answer('7');
    expect(variables()).toEqual({ q: '7' });
  });
});

describe('a flow with its own variable visitor', () => {
  it('reads and sets its own', () => {
    const set: Flow['nodes'][number] = {
      id: 's',
      kind: 'set',
      assign: [{ variable: 'visitor', value: '"own"' }],
      exits: { next: 'm' },
    };
    const { started } = visited({ nodes: [set, say('{{ visitor }}')] }, { utm: 'x' });
    expect(textsOf(started)[0]).toBe('own');
  });

  it('does not see visitor data before it sets the variable', () => {
    const late: Flow = {
      nodes: [
        say('[{{ visitor.utm }}]', 's'),
        { id: 's', kind: 'set', assign: [{ variable: 'visitor', value: '1' }] },
      ],
    };
    expect(textsOf(visited(late, { utm: 'x' }).started)[0]).toBe('[]');
  });

  it('reads the value that a server gives', () => {
    expect(textsOf(visited(askAfter('{{ visitor }}'), { utm: 'x' }, { visitor: 'given' }).started)[0]).toBe(
      'given',
    );
  });
});

describe('a public variable (visitor/flow-first)', () => {
  const open = (variable: object, ...nodes: Flow['nodes']): Flow => ({
    variables: [{ name: 'total', public: true, ...variable }],
    nodes: nodes.length > 0 ? nodes : [ask('q')],
  });

  it("starts with the visitor's value instead of its default", () => {
    expect(visited(open({ default: 1 }), { total: 5 }).variables()).toEqual({ total: 5 });
    expect(visited(open({ default: 1 }), {}).variables()).toEqual({ total: 1 });
  });

  it.each<[string, object, unknown, unknown]>([
    ['a text for a number', { default: 1 }, '5', 1],
    ['nothing for a number', { default: 1 }, null, 1],
    ['a list for an object', { default: {} }, [1], {}],
    ['a number for a text with an expression in it', { default: 'is {{ 1 }}' }, 5, 5],
    ['anything where there is no default', {}, [null], [null]],
    ['a list for a list', { default: ['{{ 1 }}'] }, [2], [2]],
  ])('accepts or rejects %s by the kind of its default', (_, variable, given, kept) => {
    expect(visited(open(variable), { total: given as never }).variables()).toEqual({ total: kept });
  });

  it('follows the visitor until the flow sets it', () => {
    const conversation = visited(open({}, ask('total', 'q'), ask('q')), { total: 1 });
    expect(conversation.bring({ total: 2 }).trace.steps).toMatchObject([
      { changed: [{ name: 'total', before: 1, after: 2 }] },
    ]);
    conversation.say('mine');
    conversation.bring({ total: 3 });
    expect(conversation.variables()).toEqual({ total: 'mine' });
    expect(conversation.state()).toMatchObject({ visitor: { total: 3 } });
    expect(conversation.state().open).toBeUndefined();
  });

  it('is closed by the flow also if the value is the same', () => {
    const set: Flow['nodes'][number] = {
      id: 's',
      kind: 'set',
      assign: [{ variable: 'total', value: '1' }],
      exits: { next: 'q' },
    };
    const conversation = visited(open({ default: 1 }, set, ask('q')), {});
    conversation.bring({ total: 9 });
    expect(conversation.variables()).toEqual({ total: 1 });
  });

  it('is closed by a server, at the start or later', () => {
    const given = visited(open({}), { total: 1 }, { total: 'server' });
    given.bring({ total: 2 });
    expect(given.variables()).toEqual({ total: 'server' });
    const later = visited(open({}), {});
    later.send({ type: 'variables.changed', set: { total: 'server' } });
    later.bring({ total: 2 });
    expect(later.variables()).toEqual({ total: 'server' });
  });

  it('leaves nothing open in the state if a server gives all of them', () => {
    const declared: Flow = { ...askAfter('x'), variables: [{ name: 'city', public: true }] };
    expect(visited(declared, {}).state()).toHaveProperty('open', ['city']);
    expect(visited(declared, { city: 'Oslo' }, { city: 'Bonn' }).state()).not.toHaveProperty('open');
  });

  it('does not affect other variables', () => {
    expect(visited(open({}), { verified: true }).variables()).toEqual({});
  });
});
