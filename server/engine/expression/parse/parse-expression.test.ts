import { describe, expect, it } from 'vitest';
import { parseExpression } from './parse-expression';

describe('the variables of an expression', () => {
  it.each([
    ['1 + 1', []],
    ['b + a.c + b', ['a', 'b']],
    ['list.map(x => x + y)', ['list', 'y']],
    ['list.map(({x, z: [w = v]}) => x + w)', ['list', 'v']],
    ['[x].map(x => x)', ['x']],
    ['$vars.a + vars.b + $vars["c"]', ['a', 'b', 'c']],
    ['$vars[a]', ['a']],
    ['{a: b, c}', ['b', 'c']],
    ['Math.max(a, PI)', ['PI', 'a']],
    ['undefined ?? NaN ?? Infinity', []],
    ['package + let + async', ['async', 'let', 'package']],
  ])('%s reads %j', (source, names) => {
    expect(parseExpression(source)).toMatchObject({ ok: true, expression: { source, names } });
  });
});

describe('problems', () => {
  it.each([
    ['', 'The expression is empty', 0],
    ['  ', 'The expression is empty', 0],
    ['1 +', 'The expression is incomplete', 3],
    ['(1', 'The expression is incomplete', 2],
    ['1 + * 2', 'Unexpected "*"', 4],
    ['a b', 'Unexpected text after the expression', 2],
    ['a; b', 'Unexpected text after the expression', 1],
    ['a }', 'Unexpected text after the expression', 2],
    ['class', '"class" is a reserved word; write vars.class for a variable of that name', 0],
    ['"abc', 'Unterminated string constant', 0],
    ['x = 1', 'An expression cannot assign; use === to compare, or a set node to change a variable', 0],
    ['1 + foo(2)', 'There is no function foo()', 4],
    ['name.shout()', 'There is no method shout()', 0],
    ['Math.random()', 'Math.random() would make a session impossible to replay; use a split node', 0],
    ['list.map()', 'map() needs a callback, such as x => x.name', 0],
    ['list.map(5)', 'map() needs a callback, such as x => x.name', 0],
    ['list.filter(name)', 'filter() needs a callback, such as x => x.name', 0],
    [
      'list.push(1)',
      'push() would change the list; use [...list, x], slice(), toSpliced() or concat(), which make a new one',
      0,
    ],
    ['/a/', 'Regular expressions are not part of the language; use includes() or $matches()', 0],
    ['a & b', 'The operator "&" is not part of the language', 0],
    ['String', 'String is a function; call it, as in String(…)', 0],
    ['Math', 'Math is not a value; use one of its functions', 0],
    ['Math.floor', 'Math.floor is a function; call it, as in Math.floor(…)', 0],
    ['Math.TAU', 'Math has no constant of that name', 0],
    ['list.map(x => { return x })', 'A callback is one expression without braces, such as x => x.name', 14],
    [
      'x => x',
      'A function can only be written as the callback of a list method, such as list.map(x => x.name)',
      0,
    ],
    ['$now', '$now is a function; call it, as in $now(…)', 0],
    ['list.map(function (x) { return x })', 'Write callbacks as arrow functions, such as x => x.name', 9],
    ['list.map(async x => x)', 'Callbacks cannot be async', 9],
    [
      'list.map((...rest) => rest)',
      'A callback takes names, {a, b} or [a, b]; the rest "..." is not part of the language',
      10,
    ],
    ['list.map(({...rest}) => rest)', 'A callback can only destructure plain names, as in ({a, b}) => a', 11],
    ['list.map(({[a]: b}) => b)', 'A callback can only destructure plain names, as in ({a, b}) => a', 11],
    ['list.map(Math["floor"])', 'Math.floor is a function; call it, as in Math.floor(…)', 9],
    ['(1)(2)', 'Only functions and methods of the language can be called', 0],
    ['text[name]()', 'A method is called by its name, as in text.trim()', 0],
    ['list.map(String => String(1))', 'String is a value, not a function', 19],
    ['1n', 'BigInt literals are not part of the language', 0],
    ['[1,,2]', 'A list element is empty; write undefined or null', 0],
    ['{ get a() { return 1 } }', 'An object literal cannot contain functions', 2],
    ['{ a() { return 1 } }', 'An object literal cannot contain functions', 2],
  ])('%j: %s', (source, message, offset) => {
    expect(parseExpression(source)).toEqual({ ok: false, problem: { message, offset } });
  });
});

describe('limits', () => {
  it.each([
    ['brackets', `${'('.repeat(45)}1${')'.repeat(45)}`],
    ['operators', `${'1 + '.repeat(150)}1`],
    ['elements', `[${'1, '.repeat(2000)}1]`],
    ['a long text', `"${'('.repeat(7900)}"`],
  ])('allow many %s', (_, source) => {
    expect(parseExpression(source).ok).toBe(true);
  });

  it('keep the tree plain data', () => {
    const parsed = parseExpression(
      `items.filter(({price}) => price > 5).map(x => \`\${x.n}\`)[0] ?? {a: [1]}`,
    );
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(JSON.parse(JSON.stringify(parsed.expression))).toEqual(parsed.expression);
  });
});
