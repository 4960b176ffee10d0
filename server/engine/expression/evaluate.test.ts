import { describe, expect, it } from 'vitest';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { type Row, run, scope, value } from './fixtures/evaluate-text';
import { parseExpression } from './parse/parse-expression';

describe('literals and variables', () => {
  it.each<Row>([
    ['1', 1],
    ['1.5e3', 1500],
    ['0x1f', 31],
    ['"a\\n"', 'a\n'],
    ["'a'", 'a'],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['`a`', 'a'],
    [`\`\${name} owes \${amount + 1}\${nothing}\``, 'Ada owes 13.5'],
    [`\`a\${\`b\${name}\`}\``, 'abAda'],
    ['[1, "a", [name]]', [1, 'a', ['Ada']]],
    ['[...tags, ..."xy", ...nothing]', ['b', 'a', 'c', 'x', 'y']],
    ['{a: 1, "b c": 2, 3: 4, [name]: 5, name}', { 3: 4, a: 1, 'b c': 2, Ada: 5, name: 'Ada' }],
    ['({...customer, name: 1}).name', 1],
    ['({...tags})', { 0: 'b', 1: 'a', 2: 'c' }],
    ['({...nothing, ..."ab", ...5})', {}],
    ['name', 'Ada'],
    ['name // a comment', 'Ada'],
    ['/* a comment */ name', 'Ada'],
    ['(name)', 'Ada'],
    ['$vars.name', 'Ada'],
    ['$vars["name"]', 'Ada'],
    ['$vars["na" + "me"]', 'Ada'],
    ['vars.name', 'Ada'],
    ['vars["name"]', 'Ada'],
    ['vars["na" + "me"]', 'Ada'],
    ['Object.keys($vars).length', 10],
    ['Math.PI > 3.14 && Number.MAX_SAFE_INTEGER > 1', true],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });

  it('reads a variable called vars, while $vars always reads all variables', () => {
    expect(value('vars.name', { vars: { name: 'inner' }, name: 'outer' })).toBe('inner');
    expect(value('vars', { vars: 5, name: 'outer' })).toBe(5);
    expect(value('$vars.name', { vars: { name: 'inner' }, name: 'outer' })).toBe('outer');
  });
});

describe('members (evaluate/own-members, evaluate/missing-is-undefined)', () => {
  it.each<Row>([
    ['customer.name', 'Bo'],
    ['customer["first name"]', 'B'],
    ['customer.address.city', 'Oslo'],
    ['customer[0]', 'zero'],
    ['customer["0"]', 'zero'],
    ['customer.nope', undefined],
    ['customer.nope.deeper.still', undefined],
    ['customer?.nope?.["x"]?.trim()', undefined],
    ['nothing.x', undefined],
    ['nothing.trim()', undefined],
    ['unset.x.y', undefined],
    ['nowhere.x.y', undefined],
    ['tags[0]', 'b'],
    ['tags["1"]', 'a'],
    ['tags[3]', undefined],
    ['tags[0.5]', undefined],
    ['tags.length', 3],
    ['tags["length"]', 3],
    ['name[0]', 'A'],
    ['name.length', 3],
    ['(5).length', undefined],
    ['tags[tags.length - 1]', 'c'],
    ['customer[nothing]', undefined],
    ['"name" in customer', true],
    ['"nope" in customer', false],
    ['0 in tags', true],
    ['3 in tags', false],
    ['"a" in nothing', false],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('operators (evaluate/deterministic)', () => {
  it.each<Row>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['2 ** 10', 1024],
    ['2 ** 3 ** 2', 512],
    ['10 / 4', 2.5],
    ['1 / 0', null],
    ['-5', -5],
    ['+"5"', 5],
    ['"5" * "2"', 10],
    ['"5" + 2', '52'],
    ['5 + "2"', '52'],
    ['1 + true', 2],
    ['1 + null', 1],
    ['1 + undefined', null],
    ['"a" + null + undefined', 'a'],
    ['"a" + tags', 'ab, a, c'],
    ['"" + {a: 1}', '{"a":1}'],
    ['"x" - 1', null],
    ['tags - 1', null],
    ['1 < 2', true],
    ['"10" < "9"', true],
    ['"10" < 9', false],
    ['"a" < "b"', true],
    ['"2030-01-31" < "2030-02-01"', true],
    ['null < 1', true],
    ['unset < 1', false],
    ['unset >= 1', false],
    ['2 <= 2 && 2 >= 2', true],
    ['1 === 1', true],
    ['1 === "1"', false],
    ['1 == "1"', true],
    ['1 != "1"', false],
    ['1 !== "1"', true],
    ['0 == ""', true],
    ['true == 1', true],
    ['null == undefined', true],
    ['null === undefined', false],
    ['null == 0', false],
    ['NaN === NaN', false],
    ['[1, {a: [2]}] === [1, {a: [2]}]', true],
    ['{a: 1, b: 2} === {b: 2, a: 1}', true],
    ['{a: 1} === {a: 1, b: 2}', false],
    ['{a: undefined} === {b: undefined}', false],
    ['[1] == 1', false],
    ['[1] === {0: 1}', false],
    ['tags === tags', true],
    ['!""', true],
    ['!![]', true],
    ['!nothing', true],
    ['typeof name', 'string'],
    ['typeof amount', 'number'],
    ['typeof vip', 'boolean'],
    ['typeof nothing', 'object'],
    ['typeof tags', 'object'],
    ['typeof nowhere', 'undefined'],
    ['vip && name', 'Ada'],
    ['nothing && name.x.y', null],
    ['"" || name', 'Ada'],
    ['0 ?? 5', 0],
    ['nothing ?? unset ?? 5', 5],
    ['vip ? 1 : 2', 1],
    ['amount > 20 ? "a" : amount > 10 ? "b" : "c"', 'b'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('missing names (evaluate/missing-is-undefined)', () => {
  it.each<[string, string[]]>([
    ['nowhere', ['nowhere']],
    ['nowhere.x + nowhere.y + elsewhere', ['nowhere', 'elsewhere']],
    ['unset', []],
    ['nothing', []],
    ['nowhere ?? name', []],
    ['nowhere || name', []],
    ['nowhere || elsewhere', ['elsewhere']],
    ['nowhere && name', ['nowhere']],
    ['typeof nowhere', []],
    ['vip || nowhere', []],
    ['$vars.nowhere', ['nowhere']],
    ['vars.nowhere', ['nowhere']],
    ['tags.map(nowhere => nowhere)', []],
  ])('%s reports %j', (source, missing) => {
    expect(run(source)).toMatchObject({ ok: true, missing });
  });
});

describe('failures (evaluate/total)', () => {
  it('name the error and its position', () => {
    expect(run('vip && amount.trim()')).toEqual({
      ok: false,
      failure: { code: 'not_callable', message: 'The expression calls trim() on a number', offset: 7 },
    });
  });

  it('cost the same steps and characters every time (evaluate/bounded, evaluate/deterministic)', () => {
    const parsed = parseExpression('items.map(x => x.n.toUpperCase()).sort().join()');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const [first, second] = [createBudget(), createBudget()];
    evaluate(parsed.expression, scope, first);
    evaluate(parsed.expression, scope, second);
    expect(second).toEqual(first);
    expect(first.stepsLeft).toBeLessThan(createBudget().stepsLeft);
    expect(first.charsLeft).toBeLessThan(createBudget().charsLeft);
  });

  it('occur once the shared budget is exhausted, and persist', () => {
    const parsed = parseExpression('1 + 1');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const budget = createBudget(7);
    const outcomes = [1, 2, 3, 4].map(() => evaluate(parsed.expression, scope, budget).ok);
    expect(outcomes).toEqual([true, true, false, false]);
  });

  it('cost no characters if a production is refused', () => {
    const budget = createBudget();
    const [huge, small] = [parseExpression('"a".repeat(1e9)'), parseExpression('"a".repeat(9)')];
    if (!huge.ok || !small.ok) throw new Error('was not parsed');
    expect(evaluate(huge.expression, scope, budget)).toMatchObject({ failure: { code: 'too_large' } });
    expect(evaluate(small.expression, scope, budget)).toMatchObject({ value: 'aaaaaaaaa' });
  });

  it('do not result from a very large number of arguments', () => {
    const parsed = parseExpression('Math.max(...list) + Math.min(...list) + "".concat(...list).length');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const variables = { list: new Array(300_000).fill(1) };
    const result = evaluate(parsed.expression, { variables, at: 0 }, createBudget(1e9, 1e9));
    expect(result).toMatchObject({ ok: true, value: 300_002 });
  });
});
