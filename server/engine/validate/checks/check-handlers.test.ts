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
