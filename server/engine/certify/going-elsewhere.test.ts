import { describe, expect, it } from 'vitest';
import { validateFlow } from '../validate';
import { analyzeFlow, ask, end, type Fields, listFindings, say, set, when } from './fixtures/analyze-flow';

const go = (id: string, flow: string, more: object = {}): Fields => ({
  id,
  kind: 'subflow',
  flow,
  mode: 'goto',
  ...more,
});
const call = (id: string, flow: string, next: string, more: object = {}): Fields => ({
  id,
  kind: 'subflow',
  flow,
  exits: { next },
  ...more,
});
const listCodes = (nodes: Fields[]) =>
  validateFlow({ format: 1, start: nodes[0]?.id, nodes }).problems.map(
    ({ code, nodeId, path }) => `${code} ${nodeId} ${path}`,
  );

describe('a flow that goes elsewhere', () => {
  it('reaches an end if the other flow does, and no other way', () => {
    const nodes = [ask('q', 'x', { next: 'g' }), go('g', 'other')];
    expect(listFindings({ nodes })).toEqual([]);
    expect(listFindings({ nodes, calls: { other: { ends: true } } })).toEqual([]);
    expect(listFindings({ nodes, calls: { other: { ends: false } } })).toEqual(['no_way_out_by_calls q']);
  });

  it('is known by the node at which the other flow begins', () => {
    const nodes = [ask('q', 'x', { next: 'g' }), go('g', 'other', { node: 'deep' })];
    const calls = { other: { ends: false }, 'other#deep': { ends: true } };
    expect(listFindings({ nodes, calls })).toEqual([]);
  });

  it('reaches what it goes to in itself, and leaves a dead end by that', () => {
    const nodes = [
      ask('q', 'x', { next: 'g' }),
      go('g', 'self', { node: 'm' }),
      say('m', 'x', 'e'),
      end('e'),
    ];
    expect(listCodes(nodes)).toEqual([]);
    const round = [ask('q', 'x', { next: 'g' }), go('g', 'self')];
    expect(listFindings({ nodes: round })).toEqual(['no_way_out q']);
  });

  it('that goes round in itself without waiting is endless', () => {
    expect(listCodes([say('m', 'x', 'g'), go('g', 'self')])).toContain('endless_loop m /nodes/0/exits');
    expect(listCodes([ask('q', 'x', { next: 'g' }), go('g', 'self')])).not.toContain(
      'endless_loop q /nodes/0/exits',
    );
  });

  it('has no exits and no outputs there', () => {
    const wired = go('g', 'self', { exits: { next: 'g' }, outputs: [{ variable: 'x', value: 'output' }] });
    expect(listCodes([wired])).toEqual(
      expect.arrayContaining(['unknown_exit g /nodes/0/exits/next', 'outputs_of_goto g /nodes/0/outputs']),
    );
  });

  it('names a node that exists', () => {
    expect(listCodes([go('g', 'self', { node: 'gone' }), ask('q', 'x', {})])).toContain(
      'unknown_node g /nodes/0/node',
    );
    const nodes = [go('g', 'other', { node: 'gone' })];
    expect(() => analyzeFlow({ nodes, calls: { 'other#gone': { lacksEntry: true } } })).toThrow(
      'The published flow "other" has no node "gone".',
    );
  });
});

describe('variables of a flow that begins anew', () => {
  const nodes = (more: object) => [
    set('s', { x: '1' }, 'g'),
    go('g', 'self', { node: 'r', ...more }),
    say('r', '{{ x }}', 'e'),
    end('e'),
  ];

  it('have no value', () => {
    expect(listFindings({ nodes: nodes({}) })).toEqual(['unset_read r x']);
    expect(analyzeFlow({ nodes: nodes({}) }).found[0]?.message).toContain('when the flow begins there');
  });

  it('have the value of an input, or the one that is shared', () => {
    expect(listFindings({ nodes: nodes({ inputs: [{ variable: 'x', value: 'x' }] }) })).toEqual([]);
    expect(listFindings({ nodes: nodes({ share: true }) })).toEqual([]);
  });

  it('may be set by a flow that shares them, which the certificate does not follow', () => {
    const shared = [
      when('w', 'a', 's', 'c'),
      set('s', { x: '1' }, 'c'),
      call('c', 'other', 'm', { share: true }),
      say('m', '{{ x }}', 'e'),
      end('e'),
    ];
    const { found, certificate } = analyzeFlow({ variables: [{ name: 'a' }], nodes: shared });
    expect(found).toEqual([]);
    expect(certificate?.claims.find(({ claim }) => claim === 'variables')?.result).toBe('unknown');
  });
});

describe('the inputs of a called flow', () => {
  const calls = { other: { needs: ['x', 'y'] } };

  it('may be shared variables', () => {
    const nodes = (share: boolean) => [
      set('s', { x: '1' }, 'c'),
      call('c', 'other', 'e', { share }),
      end('e'),
    ];
    const listMissing = (share: boolean) =>
      analyzeFlow({ nodes: nodes(share), calls }).found.map(({ message }) => /no "(\w)"/.exec(message)?.[1]);
    expect(listMissing(false)).toEqual(['x', 'y']);
    expect(listMissing(true)).toEqual(['y']);
  });
});
