import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converse, type Flow } from './fixtures/converse';
import { HOSTILE_KEYS, hostileObject } from './fixtures/hostile-keys';
import { ask, call, end } from './fixtures/small-nodes';
import type { JsonObject } from './json';

const object = hostileObject(HOSTILE_KEYS);
const texts = (value: unknown) => JSON.stringify(value);
const waiting: Flow = { nodes: [{ ...ask, exits: { next: 'end' } }, end] };

/** An end node whose output is an expression. */
const handOut = (output: string): Flow => ({ nodes: [{ ...end, output }] });

/* engine/keys-unchanged: JSON objects keep all keys, including names such as __proto__. */
describe('engine/keys-unchanged', () => {
  it('holds for the variables of the started event', () => {
    fc.assert(
      fc.property(object, (variables) => {
        const talk = converse(waiting);
        talk.start(variables);
        expect(texts(talk.variables())).toBe(texts(variables));
      }),
    );
  });

  it('holds for changed variables, each of which is in the trace', () => {
    fc.assert(
      fc.property(object, object, (before, set) => {
        const talk = converse(waiting);
        talk.start(before);
        const { trace } = talk.send({ type: 'variables.changed', set });
        expect(texts(talk.variables())).toBe(texts({ ...before, ...set }));
        for (const { name, after } of trace.steps.flatMap(({ changed }) => changed ?? [])) {
          expect(texts(after)).toBe(texts(Object.entries(set).find(([own]) => own === name)?.[1]));
        }
      }),
    );
  });

  it('holds for data copied by expressions and templates', () => {
    const copies = ['v', '{...v}', 'Object.assign({}, v)', 'Object.fromEntries(Object.entries(v))', '[v][0]'];
    fc.assert(
      fc.property(object, fc.constantFrom(...copies), (v, output) => {
        const talk = converse(handOut(`{{ ${output} }}`));
        talk.start({ v });
        expect(texts(talk.state().output)).toBe(texts(v));
      }),
    );
  });

  it('holds for events and replies', () => {
    const event: Flow = {
      nodes: [
        { id: 'a', kind: 'await-event', event: 'e', variable: 'got', exits: { next: 'end' } },
        { ...end, output: '{{ got }}' },
      ],
    };
    const http: Flow = {
      nodes: [
        { ...call, save: [{ variable: 'got', value: 'response.body' }], exits: { success: 'end' } },
        { ...end, output: '{{ got }}' },
      ],
    };
    fc.assert(
      fc.property(object, (body) => {
        const conversation = converse(event);
        conversation.start();
        conversation.send({ type: 'event.received', inputId: 'i', name: 'e', payload: body });
        expect(texts(conversation.state().output)).toBe(texts(body));
        const called = converse(http);
        called.start();
        const result = { status: 200, headers: {}, body, durationMs: 1, attempts: 1 };
        called.send({ type: 'effect.succeeded', effect: '1:0', result });
        expect(texts(called.state().output)).toBe(texts(body));
      }),
    );
  });

  it('finds no inherited member', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOSTILE_KEYS), (key) => {
        const talk = converse(handOut(`{{ [v[${texts(key)}], $vars[${texts(key)}]] }}`));
        talk.start({ v: {} });
        expect(talk.state().output).toEqual([null, null]);
      }),
    );
  });

  it('leaves Object.prototype unchanged', () => {
    const names = Object.getOwnPropertyNames(Object.prototype).sort();
    const talk = converse(waiting);
    talk.start(
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as JsonObject,
    );
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(names);
  });
});
