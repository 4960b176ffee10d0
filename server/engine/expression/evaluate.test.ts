import { describe, expect, it } from 'vitest';
import type { Json } from '../json';
import { newBudget } from './budget';
import { evaluate } from './evaluate';
import { parseExpression } from './parse';

const variables: Record<string, Json | undefined> = {
  name: 'Ada',
  amount: 12.5,
  vip: true,
  nothing: null,
  unset: undefined,
  text: '  Hello, World  ',
  tags: ['b', 'a', 'c'],
  numbers: [10, 9, 1],
  customer: { name: 'Bo', address: { city: 'Oslo' }, 'first name': 'B', '0': 'zero' },
  items: [
    { n: 'pen', price: 2, sizes: [1, 2] },
    { n: 'ink', price: 7, sizes: [3] },
    { n: 'cap', price: 7, sizes: [] },
  ],
};
const scope = { variables, at: Date.UTC(2030, 0, 31, 10, 5, 9, 7) };

function run(source: string, values = variables) {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return evaluate(parsed.expression, { ...scope, variables: values }, newBudget());
}

function value(source: string, values = variables) {
  const result = run(source, values);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

type Row = [source: string, value: unknown];

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

  it('lets a variable called vars be itself, while $vars is always all variables', () => {
    expect(value('vars.name', { vars: { name: 'inner' }, name: 'outer' })).toBe('inner');
    expect(value('vars', { vars: 5, name: 'outer' })).toBe(5);
    expect(value('$vars.name', { vars: { name: 'inner' }, name: 'outer' })).toBe('outer');
  });
});

describe('members (E2, E7)', () => {
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

describe('operators (E5)', () => {
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

describe('texts', () => {
  it.each<Row>([
    ['text.trim()', 'Hello, World'],
    ['text.trimStart().trimEnd()', 'Hello, World'],
    ['name.toUpperCase() + name.toLowerCase()', 'ADAada'],
    ['text.trim().split(", ")', ['Hello', 'World']],
    ['"a,b,c".split(",", 2)', ['a', 'b']],
    ['"a😀b".split("")', ['a', '😀', 'b']],
    ['"abc".split()', ['abc']],
    ['"a-b-c".replace("-", "+")', 'a+b-c'],
    ['"a-b-c".replaceAll("-", "$&")', 'a$&b$&c'],
    ['"a-b".replace("x", "y")', 'a-b'],
    ['"abc".slice(1)', 'bc'],
    ['"abc".slice(-2, -1)', 'b'],
    ['"abc".substring(2, 0)', 'ab'],
    ['"abc".includes("b") && "abc".startsWith("a") && "abc".endsWith("c")', true],
    ['"abc".includes(unset)', false],
    ['"undefined".includes(unset)', false],
    ['"abcabc".indexOf("c")', 2],
    ['"abcabc".indexOf("c", 3)', 5],
    ['"abcabc".lastIndexOf("c")', 5],
    ['"7".padStart(3, "0") + "7".padEnd(3, "ab") + "7".padStart(2)', '0077ab 7'],
    ['"ab".repeat(3)', 'ababab'],
    ['"abc".at(-1) + "abc".charAt(1)', 'cb'],
    ['"abc".at(9)', undefined],
    ['"a".charCodeAt(0)', 97],
    ['"😀".codePointAt(0)', 128512],
    ['"a".concat("b", 1, nothing)', 'ab1'],
    ['["b", "B", "a", "C"].sort((x, y) => x.localeCompare(y))', ['a', 'b', 'B', 'C']],
    ['"e\\u0301".normalize() === "\\u00e9"', true],
    ['name.toString()', 'Ada'],
    ['encodeURIComponent("a b&ü😀")', 'a%20b%26%C3%BC%F0%9F%98%80'],
    ['decodeURIComponent("a%20b")', 'a b'],
    ['$matches("invoice-17.pdf", "invoice-*.pdf")', true],
    ['$matches("abc", "a?c") && !$matches("abc", "a?") && $matches("", "*")', true],
    ['$matches("aXbXc", "a*b*c") && !$matches("ab", "")', true],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('lists (E6, E8)', () => {
  it.each<Row>([
    ['items.map(x => x.n)', ['pen', 'ink', 'cap']],
    ['items.map((x, i) => i + x.n)', ['0pen', '1ink', '2cap']],
    ['items.map(({n, price: p = 1, nope = "?"}) => n + p + nope)', ['pen2?', 'ink7?', 'cap7?']],
    ['Object.entries({a: 1}).map(([k, v]) => k + v)', ['a1']],
    ['items.filter(x => x.price > 5).length', 2],
    ['items.find(x => x.price === 7).n', 'ink'],
    ['items.find(x => x.price === 8)', undefined],
    ['items.findLast(x => x.price === 7).n', 'cap'],
    ['items.findIndex(x => x.price === 7)', 1],
    ['items.findLastIndex(x => x.price === 7)', 2],
    ['items.findIndex(x => x.price === 8)', -1],
    ['items.some(x => x.price > 5) && !items.every(x => x.price > 5)', true],
    ['[].every(x => false) && ![].some(x => true)', true],
    ['items.reduce((sum, x) => sum + x.price, 0)', 16],
    ['numbers.reduce((a, b) => a - b)', 0],
    ['numbers.reduceRight((a, b) => a - b)', -18],
    ['tags.reduceRight((a, b) => a + b, "-")', '-cab'],
    ['[].reduce((a, b) => a, 5)', 5],
    ['numbers.reduce((a, x) => a, undefined)', undefined],
    ['items.flatMap(x => x.sizes)', [1, 2, 3]],
    ['[1, [2, [3, [4]]]].flat()', [1, 2, [3, [4]]]],
    ['[1, [2, [3, [4]]]].flat(Infinity)', [1, 2, 3, 4]],
    ['[1, [2]].flat(0)', [1, [2]]],
    ['tags.slice(1)', ['a', 'c']],
    ['tags.slice(-1)', ['c']],
    ['tags.concat("d", ["e"])', ['b', 'a', 'c', 'd', 'e']],
    ['tags.join()', 'b,a,c'],
    ['tags.join(" / ")', 'b / a / c'],
    ['[1, null, undefined, [2, 3], {a: 1}].join("|")', '1|||2, 3|{"a":1}'],
    ['tags.includes("a")', true],
    ['items.includes({n: "ink", price: 7, sizes: [3]})', true],
    ['[NaN].includes(NaN)', true],
    ['tags.indexOf("c")', 2],
    ['tags.indexOf("b", 1)', -1],
    ['["a", "b", "a"].lastIndexOf("a")', 2],
    ['tags.sort()', ['a', 'b', 'c']],
    ['numbers.sort()', [1, 9, 10]],
    ['["10", 9, 1].sort()', [1, '10', 9]],
    ['[3, undefined, 1].sort()', [1, 3, null]],
    ['numbers.toSorted((a, b) => b - a)', [10, 9, 1]],
    ['items.sort((a, b) => b.price - a.price).map(x => x.n)', ['ink', 'cap', 'pen']],
    ['tags.reverse()', ['c', 'a', 'b']],
    ['tags.toReversed()[0] + tags[0]', 'cb'],
    ['tags.toSpliced(1, 1, "x", "y")', ['b', 'x', 'y', 'c']],
    ['tags.toSpliced(1)', ['b']],
    ['tags.toSpliced()', ['b', 'a', 'c']],
    ['tags.toSpliced(-1, 0, "x")', ['b', 'a', 'x', 'c']],
    ['tags.with(-1, "x")', ['b', 'a', 'x']],
    ['tags.at(-1)', 'c'],
    ['tags.keys()', [0, 1, 2]],
    ['tags.entries().at(1)', [1, 'a']],
    ['tags.values()', ['b', 'a', 'c']],
    ['tags.toString()', 'b, a, c'],
    ['[0, 1, "", "a", null].filter(Boolean)', [1, 'a']],
    ['["1", "2"].map(Number)', [1, 2]],
    ['["1", "2", "3"].map(parseInt)', [1, 2, 3]],
    ['[1.5, 2.5].map(Math.floor)', [1, 2]],
    [
      '[1, 2].map(x => [10, 20].map(y => x * y))',
      [
        [10, 20],
        [20, 40],
      ],
    ],
    ['[1, 2].map(name => name + name)', [2, 4]],
    [
      '[[1, 2], [3, 4]].map(row => row.map(x => row.length * x))',
      [
        [2, 4],
        [6, 8],
      ],
    ],
    ['Array.isArray(tags) && !Array.isArray(customer)', true],
    ['Array.from("a😀")', ['a', '😀']],
    ['Array.from({length: 3}, (_, i) => i * i)', [0, 1, 4]],
    ['Array.from(tags, t => t + t)', ['bb', 'aa', 'cc']],
    ['Array.from(nothing)', []],
    ['Array.of(1, 2)', [1, 2]],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('functions', () => {
  it.each<Row>([
    ['Object.keys(customer)', ['0', 'name', 'address', 'first name']],
    ['Object.values({a: 1, b: [2]})', [1, [2]]],
    ['Object.entries(nothing)', []],
    ['Object.fromEntries([["a", 1], ["b", 2]])', { a: 1, b: 2 }],
    ['Object.fromEntries(Object.entries({a: 1}).map(([k, v]) => [k + k, v + 1]))', { aa: 2 }],
    ['Object.assign({a: 1}, {b: 2}, nothing, {a: 3})', { a: 3, b: 2 }],
    ['Object.hasOwn(customer, "name")', true],
    ['JSON.stringify({a: [1, null, undefined, NaN], b: undefined})', '{"a":[1,null,null,null]}'],
    ['JSON.stringify([1], null, 2)', '[\n  1\n]'],
    ['JSON.parse("{\\"a\\": [1]}").a[0]', 1],
    ['JSON.parse(nothing)', null],
    ['Math.max(1, 3, 2) + Math.min(...numbers)', 4],
    ['Math.max()', null],
    ['Math.round(2.5) + Math.floor(2.9) + Math.ceil(2.1) + Math.trunc(-2.9)', 6],
    ['Math.abs(-1) + Math.sign(-5) + Math.sqrt(16) + Math.pow(2, 3) + Math.hypot(3, 4)', 17],
    ['Number("12.5") + Number("") + Number()', 12.5],
    ['Number("12px")', null],
    ['Number.isInteger(5) && !Number.isInteger("5") && Number.isFinite(5) && Number.isNaN(0/0)', true],
    ['isNaN("x") && !isNaN("5") && isFinite("5")', true],
    ['parseInt("12px") + parseInt("ff", 16) + parseFloat("1.5x")', 268.5],
    ['String(12.5) + String(true) + String(nothing)', '12.5true'],
    ['Boolean("false")', true],
    ['(12.345).toFixed(2) + (255).toString(16) + (5).toString() + true.toString()', '12.35ff5true'],
    ['(1234567.891).toLocaleString()', '1,234,567.891'],
    ['(1234.5).toPrecision(2)', '1.2e+3'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('time (E5)', () => {
  it.each<Row>([
    ['$now()', '2030-01-31T10:05:09.007Z'],
    ['Date.now()', Date.UTC(2030, 0, 31, 10, 5, 9, 7)],
    ['Date.parse("2030-01-31")', Date.UTC(2030, 0, 31)],
    ['Date.parse("2030-01-31T10:00")', Date.UTC(2030, 0, 31, 10)],
    ['Date.parse("2030-01-31T10:00:00+02:00")', Date.UTC(2030, 0, 31, 8)],
    ['Date.parse("2030-02-30")', null],
    ['Date.parse("tomorrow")', null],
    ['Date.UTC(2030, 13, 1)', Date.UTC(2030, 13, 1)],
    ['$addTime("2030-01-31", 1, "months")', '2030-02-28'],
    ['$addTime("2028-02-29", 1, "year")', '2029-02-28'],
    ['$addTime("2030-01-31", -1, "days")', '2030-01-30'],
    ['$addTime("2030-01-31", 36, "hours")', '2030-02-01T12:00:00.000Z'],
    ['$addTime($now(), 90, "minutes")', '2030-01-31T11:35:09.007Z'],
    ['$addTime(0, 1, "week")', '1970-01-08T00:00:00.000Z'],
    ['$addTime(unset, 1, "days")', undefined],
    ['$diff("2030-03-01", "2030-01-31", "days")', 29],
    ['$diff("2030-03-01", "2030-01-31")', 29],
    ['$diff("2030-03-01", "2030-01-31", "months")', 1],
    ['$diff("2030-01-31", "2030-03-01", "months")', -1],
    ['$diff("2030-02-27", "2030-01-31", "months")', 0],
    ['$diff("2031-01-30", "2030-01-31", "years")', 0],
    ['$diff("2030-01-31T12:30:00Z", "2030-01-31T10:00:00Z", "hours")', 2],
    ['$diff(unset, $now(), "days")', undefined],
    ['$format($now(), "MMMM D, YYYY")', 'January 31, 2030'],
    ['$format("2030-01-31", "dddd [the] Do")', 'Thursday the 31st'],
    ['$format(amount, "currency")', '$12.50'],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe('names that no variable has (E7)', () => {
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
  ])('%s misses %j', (source, missing) => {
    expect(run(source)).toMatchObject({ ok: true, missing });
  });
});

describe('failures (E1)', () => {
  it('say what was wrong and where', () => {
    expect(run('vip && amount.trim()')).toEqual({
      ok: false,
      failure: { code: 'not_callable', message: 'The expression calls trim() on a number', offset: 7 },
    });
  });

  it('count the same steps and characters every time (E3, E5)', () => {
    const parsed = parseExpression('items.map(x => x.n.toUpperCase()).sort().join()');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const [first, second] = [newBudget(), newBudget()];
    evaluate(parsed.expression, scope, first);
    evaluate(parsed.expression, scope, second);
    expect(second).toEqual(first);
    expect(first.stepsLeft).toBeLessThan(newBudget().stepsLeft);
    expect(first.charsLeft).toBeLessThan(newBudget().charsLeft);
  });

  it('come once the shared budget is used up, and stay', () => {
    const parsed = parseExpression('1 + 1');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const budget = newBudget(7);
    const outcomes = [1, 2, 3, 4].map(() => evaluate(parsed.expression, scope, budget).ok);
    expect(outcomes).toEqual([true, true, false, false]);
  });

  it('leave characters for others when one production was refused', () => {
    const budget = newBudget();
    const [huge, small] = [parseExpression('"a".repeat(1e9)'), parseExpression('"a".repeat(9)')];
    if (!huge.ok || !small.ok) throw new Error('was not parsed');
    expect(evaluate(huge.expression, scope, budget)).toMatchObject({ failure: { code: 'too_large' } });
    expect(evaluate(small.expression, scope, budget)).toMatchObject({ value: 'aaaaaaaaa' });
  });

  it('do not come from very many arguments', () => {
    const parsed = parseExpression('Math.max(...list) + Math.min(...list) + "".concat(...list).length');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const variables = { list: new Array(300_000).fill(1) };
    const result = evaluate(parsed.expression, { variables, at: 0 }, newBudget(1e9, 1e9));
    expect(result).toMatchObject({ ok: true, value: 300_002 });
  });
});
