import { describe, expect, it } from 'vitest';
import { runSteps } from '../steps';
import { summarizeInSteps, validateFlow } from '../validate';
import { ask, call, end, type Fields, say, set } from './fixtures/analyze-flow';

const find = (handlers: object[], nodes: Fields[]) =>
  validateFlow({ format: 1, start: nodes[0]?.id, nodes, handlers }).problems.map(
    ({ code, nodeId }) => `${code} ${nodeId}`,
  );
const words = { type: 'words', keywords: ['help'] };
const round = [ask('q', 'x', { next: 'q' }), say('h', 'help')];

describe('the ways through handlers', () => {
  it('reach the nodes that handlers lead to', () => {
    expect(find([], round)).toContain('unreachable h');
    expect(find([{ id: 'help', on: words, to: 'h', afterwards: 'drop' }], round)).toEqual([]);
  });

  it('are no way out if the handler comes back', () => {
    const handlers = [{ id: 'help', on: words, to: 'h' }];
    expect(find(handlers, round)).toEqual(['no_way_out q']);
    const { definition } = validateFlow({ format: 1, start: 'q', nodes: round, handlers });
    expect(definition && runSteps(summarizeInSteps(definition, new Map()))?.ends).toBe(false);
  });

  it('have the variables that are set before a question, and no others', () => {
    const handlers = [{ id: 'help', on: words, to: 'h' }];
    const tell = say('h', '{{ a }} {{ b }}');
    const nodes = [
      ...[set('s', { a: '1' }, 'q'), ask('q', 'x', { next: 't' }), set('t', { b: '1' }, 'end'), end(), tell],
    ];
    expect(find(handlers, nodes)).toEqual(['unset_read h']);
  });

  it('set the variable of an event, wherever the flow waits', () => {
    const on = { type: 'event', event: 'paid', variable: 'payment' };
    const handlers = [{ id: 'paid', on, to: 'h', afterwards: 'drop' }];
    const nodes = [ask('q', 'x', { next: 'end' }), end(), say('h', '{{ payment.order }}')];
    expect(find(handlers, nodes)).toEqual([]);
    expect(
      find(handlers, [ask('q', 'x', { next: 'end' }), say('end', '{{ payment }}'), nodes[2] as Fields]),
    ).toEqual(['unset_read end']);
  });

  it('take failures that are not wired', () => {
    const nodes = [
      { ...call('c', 'end', 'end'), exits: { success: 'end' } },
      end(),
      say('h', '{{ error.code }}'),
    ];
    expect(find([], nodes)).toContain('unwired_exit c');
    expect(find([{ id: 'e', on: { type: 'error' }, to: 'h', afterwards: 'drop' }], nodes)).toEqual([]);
  });
});
