import { describe, expect, it } from 'vitest';
import { type Fields, listFindings, say, setXOrNot, unsetAt, when } from './fixtures/analyze-flow';

describe('a variable that may have no value', () => {
  it.each([
    ['x ?? "a"'],
    ['x.name ?? "a"'],
    ['x || "a"'],
    ['(x + 1) || "a"'],
    ['x ? x.name : "a"'],
    ['x && x.name'],
    ['!x ? "a" : x'],
    ['x == null ? "a" : x'],
    ['x != null && x.length'],
    ['x !== undefined ? x.a : 1'],
    ['undefined === x ? 1 : x.a'],
    ['typeof x'],
    ['typeof x === "string" ? x.trim() : ""'],
    ['typeof x !== "undefined" && x.a'],
    ['x?.name'],
    ['x?.[0]'],
    ['x.length > 0 ? x[0] : ""'],
    ['x.a.b === 1 ? x.a.c : ""'],
    ['Boolean(x) ? x : 1'],
    ['Array.isArray(x) ? x.length : 0'],
    ['"a" in x'],
    ['x === "a" ? 1 : 2'],
    ['x ? [1].map(n => n + x) : []'],
    ['$vars.x ?? 1'],
  ])('%s: asks first', (source) => {
    expect(listFindings({ nodes: setXOrNot(say('read', `{{ ${source} }}`, 'end')) })).toEqual([]);
  });

  it.each([
    ['x'],
    ['x.name'],
    ['x + 1'],
    [['`$', '{x}`'].join('')],
    ['[x]'],
    ['{ a: x }'],
    ['x > 1'],
    ['x !== "" ? x : 1'],
    ['x.trim() === ""'],
    ['x == null ? x.name : 1'],
    ['!x && x.name'],
    ['x ? 1 : x.name'],
    ['x === undefined && x.name'],
    ['Math.max(x, 1)'],
    ['[1, 2].map(n => n * x)'],
    ['["a"].some(n => x.includes(n))'],
    ['[1].some(n => n === x) && x.name'],
    ['0 || x'],
    ['1 && x'],
    ['y ? x : 1'],
    ['(y ?? x) + 1'],
    ['x[y ?? 0]'],
    ['y?.[x]'],
    ['$vars.x'],
    ['vars.x.name'],
    ['"Dear " + x || "a"'],
  ])('%s: does not ask first', (source) => {
    const variables = [{ name: 'y' }];
    expect(listFindings({ variables, nodes: setXOrNot(say('read', `{{ ${source} }}`, 'end')) })).toEqual(
      unsetAt('read'),
    );
  });

  it.each<[string, Fields[], string[]]>([
    ['a condition on it', [when('read', 'x', 'm', 'end'), say('m', '{{ x }}')], []],
    ['its other branch', [when('read', 'x', 'end', 'm'), say('m', '{{ x }}')], unsetAt('m')],
    ['a condition that it is missing', [when('read', '!x', 'end', 'm'), say('m', '{{ x }}')], []],
    ['a comparison with null', [when('read', 'x == null', 'end', 'm'), say('m', '{{ x }}')], []],
    [
      'a comparison with null that null alone meets',
      [when('read', 'x !== null', 'm', 'end'), say('m', '{{ x }}')],
      unsetAt('m'),
    ],
    ['its type', [when('read', 'typeof x === "string"', 'm', 'end'), say('m', '{{ x }}')], []],
    ['a value of it', [when('read', 'x === "a"', 'm', 'end'), say('m', '{{ x }}')], []],
    ['another value of it', [when('read', 'x === "a"', 'end', 'm'), say('m', '{{ x }}')], unsetAt('m')],
    ['it and more', [when('read', 'x && $isOpen()', 'm', 'end'), say('m', '{{ x }}')], []],
    ['it or more', [when('read', 'x || $isOpen()', 'm', 'end'), say('m', '{{ x }}')], unsetAt('m')],
    ['a size of it', [when('read', 'x.length > 2', 'm', 'end'), say('m', '{{ x }}')], []],
    ['a use of it that may fail', [when('read', '!x || y.toFixed(1)', 'end', 'm'), say('m', '{{ x }}')], []],
  ])('after %s', (_, nodes, expected) => {
    const found = listFindings({ variables: [{ name: 'y' }], nodes: setXOrNot(...nodes) });
    expect(found).toEqual(expected);
  });

  it('in a branch after one that is taken without it', () => {
    const branches = [
      { id: 'none', when: '!x' },
      { id: 'big', when: 'x.total > 9' },
    ];
    const node = { id: 'read', kind: 'condition', branches, exits: { none: 'end', big: 'end', else: 'end' } };
    expect(listFindings({ nodes: setXOrNot(node) })).toEqual([]);
    expect(listFindings({ nodes: setXOrNot({ ...node, branches: [...branches].reverse() }) })).toEqual(
      unsetAt('read'),
    );
  });
});
