import { describe, expect, it } from 'vitest';
import { validateFlow } from '../../validate';

const say = { id: 'm', kind: 'message', messages: [{ type: 'text', text: 'x' }] };
const find = (...handlers: object[]) =>
  validateFlow({ format: 1, start: 'm', nodes: [say], handlers }).problems.map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
const words = { type: 'words', keywords: ['help'] };

describe('the handlers of a flow', () => {
  it('have ids of their own, words, and a node to lead to', () => {
    expect(find({ id: 'a', on: words, to: 'm' })).toEqual([]);
    expect(find({ id: 'a', on: words, to: 'm' }, { id: 'a', on: words, to: 'm' })).toEqual([
      'error duplicate_id /handlers/1/id',
    ]);
    expect(find({ id: 'a', on: { type: 'words' }, to: 'gone' })).toEqual([
      'error unknown_node /handlers/0/to',
      'warning no_examples /handlers/0/on',
    ]);
  });

  it('take nothing after another one for the same', () => {
    const invalid = { type: 'invalid' };
    expect(find({ id: 'a', on: invalid, to: 'm' }, { id: 'b', on: invalid, to: 'm' })).toEqual([
      'warning shadowed_handler /handlers/1',
    ]);
  });

  it('take events of a name before those that come after them, unless a condition leaves some', () => {
    const on = (match?: string, event = 'paid') => ({ type: 'event', event, ...(match && { match }) });
    expect(find({ id: 'a', on: on(), to: 'm' }, { id: 'b', on: on('event.x'), to: 'm' })).toEqual([
      'warning shadowed_handler /handlers/1',
    ]);
    expect(find({ id: 'a', on: on('event.x'), to: 'm' }, { id: 'b', on: on(), to: 'm' })).toEqual([]);
    expect(find({ id: 'a', on: on(), to: 'm' }, { id: 'b', on: on(undefined, 'late'), to: 'm' })).toEqual([]);
  });

  it('have conditions that are checked as those of nodes', () => {
    const on = { type: 'event', event: 'paid' };
    expect(find({ id: 'a', on: { ...on, match: 'event.x ===' }, to: 'm' })).toEqual([
      'error expression_syntax /handlers/0/on/match',
    ]);
    expect(find({ id: 'a', on: { ...on, match: 'event.order === order' }, to: 'm' })).toEqual([
      'warning unknown_variable /handlers/0/on/match',
    ]);
    expect(find({ id: 'a', on: { ...on, match: '$secret.KEY === event.key' }, to: 'm' })).toContain(
      'error secret_outside_request /handlers/0/on/match',
    );
    expect(find({ id: 'a', on: { ...on, variable: 'visitor' }, to: 'm' })).toEqual([
      'error reserved_name /handlers/0/on/variable',
    ]);
  });

  it('are described by their problems in words', () => {
    const { problems } = validateFlow({
      format: 1,
      start: 'm',
      nodes: [say],
      handlers: [{ id: 'a', on: words }],
    });
    expect(problems).toMatchObject([{ code: 'shape', path: '/handlers/0/to' }]);
  });
});
