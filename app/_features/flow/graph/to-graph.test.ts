import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepEqual } from '@/app/_lib/keep-equal';
import { checkDraft } from '../engine-worker/check-draft';
import type { Draft } from '../json/parse-draft';
import { compareDrafts } from './compare-drafts';
import { findNodes } from './find-nodes';
import { listEntries } from './list-entries';
import { listVariables, sampleOf } from './list-variables';
import { toGraph } from './to-graph';

const say = (id: string, text: string, more: object = {}) => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: {},
  ...more,
});

describe('a draft as it is drawn', () => {
  it('has a card for every node, a port for every exit and a wire for every connected exit', () => {
    const { nodes, edges, start } = toGraph({
      start: 'a',
      nodes: [
        say('a', 'Hello', { position: { x: 10, y: 20 }, exits: { next: 'q' } }),
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: 'Which?' }],
          answer: { type: 'choice', choices: [{ value: 'red', label: 'The red one' }] },
          variable: 'colour',
          exits: { 'choice:red': 'a', next: 'gone', odd: 'a' },
        },
      ],
    });
    expect(start).toBe('a');
    expect(nodes[0]).toMatchObject({ key: 'a', place: { x: 10, y: 20 }, card: { words: 'Hello' } });
    expect(nodes[1]?.card.answer).toBe('choice → colour');
    expect(
      nodes[1]?.card.ports.map(({ name, label, target, unknown }) => [name, label, target, unknown]),
    ).toEqual([
      ['next', 'Next', 'gone', false],
      ['choice:red', 'The red one', 'a', false],
      ['odd', 'odd', 'a', true],
    ]);
    expect(edges.map(({ id, target }) => [id, target])).toEqual([
      ['a next', 'q'],
      ['q choice:red', 'a'],
      ['q odd', 'a'],
    ]);
  });

  it('gives every node a unique key, whatever its id', () => {
    const nodes = [say('a', '1'), say('a', '2'), { kind: 'end' }, 7, { id: 5 }, say('', ''), say('x y', '3')];
    const keys = listEntries({ nodes }).map(({ key }) => key);
    expect(keys).toEqual(['a', '~1', '~2', '~4', '~5', '~6']);
  });

  it('never throws, whatever the draft is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (nodes, odd) => {
        const draft = {
          nodes: [nodes, { id: 'x', kind: odd, exits: odd, branches: odd, answer: odd }],
          start: odd,
        };
        expect(toGraph(draft).nodes.length).toBeGreaterThanOrEqual(1);
        listVariables({ ...draft, variables: odd }, new Map());
      }),
    );
  });

  it('lays out nodes without a position from left to right, below the others', () => {
    const { nodes } = toGraph({
      nodes: [
        say('a', '1', { exits: { next: 'b' } }),
        say('b', '2'),
        say('c', '3', { position: { x: 0, y: 500 } }),
      ],
    });
    const [a, b] = nodes.map(({ place }) => place);
    expect(a?.x).toBeLessThan(b?.x ?? 0);
    expect(a?.y).toBeGreaterThan(500);
  });
});

describe('an unchanged part', () => {
  it('keeps its identity, and so does its card', () => {
    const before = { nodes: [say('a', '1'), say('b', '2')], start: 'a' };
    const after = structuredClone(before);
    expect(keepEqual(before, after)).toBe(before);
    const changed = keepEqual(before, { ...after, nodes: [after.nodes[0], say('b', '3')] });
    expect(changed.nodes[0]).toBe(before.nodes[0]);
    expect(toGraph(changed).nodes[0]?.card).toBe(toGraph(before).nodes[0]?.card);
  });

  it('is compared as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(keepEqual(before, after)).toEqual(after);
        expect(JSON.stringify(keepEqual(before, after))).toBe(JSON.stringify(after));
      }),
    );
  });
});

describe('two definitions', () => {
  it('are compared node by node and wire by wire, ignoring positions', () => {
    const before = { nodes: [say('a', '1', { exits: { next: 'b' } }), say('b', '2'), say('c', '3')] };
    const after = {
      nodes: [
        say('b', '2 anew'),
        say('a', '1', { position: { x: 9, y: 9 }, exits: { next: 'd' } }),
        say('d', '4'),
      ],
    };
    const { before: old, after: now } = compareDrafts(before, after);
    expect([...old.nodes]).toEqual([
      ['b', 'changed'],
      ['c', 'removed'],
    ]);
    expect([...now.nodes]).toEqual([
      ['b', 'changed'],
      ['d', 'added'],
    ]);
    expect([...old.edges]).toEqual([['a next', 'removed']]);
    expect([...now.edges]).toEqual([['a next', 'added']]);
  });
});

describe('a search', () => {
  it('finds the nodes that contain every word', () => {
    const nodes = [say('greet', 'Good morning'), say('leave', 'Good night', { label: 'Bye' })];
    expect(findNodes({ nodes }, 'good')).toEqual(['greet', 'leave']);
    expect(findNodes({ nodes }, 'NIGHT bye')).toEqual(['leave']);
    expect(findNodes({ nodes }, ' ')).toEqual([]);
    const leading = [say('a', 'x', { exits: { next: 'b' } }), say('b', 'y')];
    expect(findNodes({ nodes: leading }, 'B')).toEqual(['b', 'a']);
    expect(findNodes({ nodes }, 'messages')).toEqual([]);
  });
});

const variablesOf = (draft: Draft) => listVariables(draft, checkDraft(JSON.stringify(draft)).assigns);

describe('the variables of a flow', () => {
  it('are the declared ones and those that nodes set', () => {
    const variables = variablesOf({
      variables: [{ name: 'city', default: 'Bern', description: 'Where' }],
      nodes: [
        { id: 'set', kind: 'set', assign: [{ variable: 'city', value: '1' }, { variable: 'count' }] },
        { id: 'call', kind: 'http', save: [{ variable: 'count' }] },
      ],
    });
    expect(variables.map(({ name, setBy }) => [name, setBy])).toEqual([
      ['trigger', []],
      ['visitor', []],
      ['city', ['set']],
      ['count', ['set', 'call']],
      ['error', ['call']],
    ]);
    expect(sampleOf(variables)).toMatchObject({ city: 'Bern', visitor: { customerId: null, locale: null } });
    expect(sampleOf(variables)).not.toHaveProperty('count');
  });

  it('include the visitor data that the flow reads, and the variables that visitors may set', () => {
    const variables = variablesOf({
      variables: [{ name: 'total', public: true }, { name: 'own' }],
      nodes: [say('a', '{{ visitor.utm_source }} {{ visitor.utm_source }} {{ my_visitor.x }}')],
    });
    expect(sampleOf(variables).visitor).toEqual({
      customerId: null,
      locale: null,
      total: null,
      utm_source: null,
    });
  });
});
