import { describe, expect, it } from 'vitest';
import { createBudget } from '../expression/budget';
import { createEvaluation } from '../expression/evaluate';
import { evaluateNode } from '../expression/evaluate-node';
import { parseExpression } from '../expression/parse/parse-expression';
import type { TreeNode, Value } from '../expression/tree';
import { createGuesser, type Guess, guessOther, UNKNOWN, UNSET } from './guess';

const KNOWN: Record<string, Value> = {
  ...{ nil: null, n: 5, text: 'ab', yes: true, no: false, list: [1, 2], rec: { a: 1 } },
};
const ENVIRONMENT: Record<string, Guess> = {
  ...Object.fromEntries(
    Object.entries(KNOWN).map(([name, value]) => [name, { known: true, value, fails: false }]),
  ),
  ...{ unset: UNSET, other: guessOther(true), blank: guessOther(false) },
};

function parse(source: string): TreeNode {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.expression.root;
}

const guess = (source: string) => createGuesser((name) => ENVIRONMENT[name] ?? UNKNOWN)(parse(source));

/** A guess in words; `other` differs from every literal. */
function describeGuess(made: Guess): string {
  const fails = made.fails ? ['fails'] : [];
  if (made.known) return ['is', JSON.stringify(made.value) ?? 'undefined', ...fails].join(' ');
  const truth = made.truthy === null ? 'unknown' : made.truthy ? 'truthy' : 'falsy';
  return [truth, ...(made.isPresent ? ['present'] : []), ...(made.isOther ? ['other'] : []), ...fails].join(
    ' ',
  );
}

/** A text with a value in it, as an expression. */
const textOf = (name: string) => ['`a$', `{${name}}\``].join('');

/* `x` is unknown; `other` and `blank` are a true and a false value that no literal equals. */
const CASES: [source: string, guess: string][] = [
  ['n', 'is 5'],
  ['x', 'unknown'],
  ['other', 'truthy present other'],
  ['blank', 'falsy other'],
  ['unset', 'is undefined'],
  ['vars.n', 'is 5'],
  ['vars.x', 'unknown'],
  ['$vars', 'truthy present'],
  ['$config.A', 'unknown'],
  ['$secret.A', 'unknown fails'],
  ['rec.a', 'is 1'],
  ['rec.b', 'is undefined'],
  ['rec[unset]', 'is undefined'],
  ['x.a', 'unknown'],
  ['x.length', 'unknown'],
  ['unset.a', 'is undefined'],
  ['nil.a.b', 'is undefined'],
  ['list[1]', 'is 2'],
  ['list[x]', 'unknown'],
  ['x[n]', 'unknown'],
  ['unset[x]', 'is undefined'],
  ['text[0]', 'is "a"'],
  ['!n', 'is false'],
  ['!x', 'unknown present'],
  ['!other', 'is false'],
  ['!blank', 'is true'],
  ['-n', 'is -5'],
  ['-x', 'unknown present'],
  ['typeof n', 'is "number"'],
  ['typeof x', 'truthy present'],
  ['n + 1', 'is 6'],
  ['n + x', 'unknown present'],
  ['n > 3', 'is true'],
  ['unset > 3', 'is false'],
  ['3 >= unset', 'is false'],
  ['x < unset', 'is false'],
  ['x > 3', 'unknown present'],
  ['"a" in rec', 'is true'],
  ['"a" in x', 'unknown present fails'],
  ['n == "5"', 'is true'],
  ['other === 5', 'is false'],
  ['other !== 5', 'is true'],
  ['5 === other', 'is false'],
  ['other == 5', 'unknown present'],
  ['other == "5"', 'unknown present'],
  ['other == "a"', 'is false'],
  ['other != "a"', 'is true'],
  ['blank === "a"', 'is false'],
  ['other === null', 'is false'],
  ['blank === null', 'unknown present'],
  ['other == unset', 'is false'],
  ['other === list', 'unknown present'],
  ['x === null', 'unknown present'],
  [`${textOf('n')} === null`, 'is false'],
  ['x && no', 'falsy'],
  ['no && x', 'is false'],
  ['x && yes', 'unknown'],
  ['unset && x', 'is undefined'],
  ['other && blank', 'falsy other'],
  ['blank && x', 'falsy other'],
  ['x || yes', 'truthy present'],
  ['yes || x', 'is true'],
  ['no || x', 'unknown'],
  ['x || no', 'unknown present'],
  ['x || other', 'truthy present'],
  ['other || x', 'truthy present other'],
  ['blank || n', 'is 5'],
  ['x ?? n', 'unknown present'],
  ['unset ?? n', 'is 5'],
  ['n ?? x', 'is 5'],
  ['other ?? x', 'truthy present other'],
  ['blank ?? x', 'unknown'],
  ['blank ?? no', 'falsy present'],
  ['(nil ?? unset).a', 'is undefined'],
  ['yes ? n : x', 'is 5'],
  ['blank ? 1 : 2', 'is 2'],
  ['x ? 1 : 2', 'truthy present'],
  ['x ? 0 : ""', 'falsy present'],
  ['x ? 1 : 0', 'unknown present'],
  ['x ? unset : 1', 'unknown'],
  ['x ? 1 : unset', 'unknown'],
  [textOf('n'), 'unknown present'],
  [textOf('$secret.A'), 'unknown present fails'],
  ['[1, n]', 'is [1,5]'],
  ['[1, x]', 'truthy present fails'],
  ['[...list]', 'truthy present fails'],
  ['({ a: x })', 'truthy present fails'],
  ['text.toUpperCase()', 'is "AB"'],
  ['text.includes("a")', 'is true'],
  ['text.includes(x)', 'unknown fails'],
  ['list.includes(...list)', 'unknown fails'],
  ['unset.trim()', 'is undefined'],
  ['unset.includes($secret.A)', 'is undefined fails'],
  ['x.trim()', 'unknown fails'],
  ['n.toLocaleString()', 'unknown fails'],
  ['n.trim()', 'unknown fails'],
  ['list.some(one => no)', 'falsy fails'],
  ['list.some(one => yes)', 'unknown fails'],
  ['list.every(one => no)', 'unknown fails'],
  ['list.filter(Boolean)', 'unknown fails'],
  ['Boolean(other)', 'truthy present fails'],
  ['Boolean(blank)', 'falsy present fails'],
  ['Boolean(x)', 'unknown present fails'],
  ['Boolean(...list)', 'unknown present fails'],
  ['Boolean()', 'is false'],
  ['Number("7")', 'is 7'],
  ['Number(other)', 'unknown present fails'],
  ['parseInt("12", 10)', 'is 12'],
  ['$now()', 'unknown fails'],
  ['Math.max(1, 2)', 'unknown fails'],
  ['!(x && no)', 'is true'],
  ['!(x || yes)', 'is false'],
  ['$secret.A ? 1 : 2', 'truthy present fails'],
  ['($secret.A && no) || n', 'is 5 fails'],
];

describe('a guess', () => {
  it.each(CASES)('of %s %s', (source, words) => {
    expect(describeGuess(guess(source))).toBe(words);
  });

  const VALUES: Value[] = [undefined, null, 0, 3, '', 'a', '5', true, false, [], [1], {}, { a: 1 }];
  const open = CASES.filter(([source]) => /\bx\b/.test(source) && !/other|blank|\$secret/.test(source));

  it.each(open)('of %s holds for every value of x (guess/never-wrong)', (source) => {
    const made = guess(source);
    for (const x of VALUES) {
      const outcome = evaluate(source, x);
      if (!outcome) expect(made.fails).toBe(true);
      else if (!made.fails || made.known) expectHolds(made, outcome.value);
    }
  });
});

function evaluate(source: string, x: Value): { value: Value } | null {
  const variables = { ...KNOWN, ...(x !== undefined && { x }) } as Parameters<
    typeof createEvaluation
  >[0]['variables'];
  try {
    return { value: evaluateNode(parse(source), createEvaluation({ variables, at: 0 }, createBudget(), [])) };
  } catch {
    return null;
  }
}

function expectHolds(made: Guess, value: Value): void {
  if (made.known) expect(value).toEqual(made.value);
  else if (made.truthy !== null) expect(Boolean(value)).toBe(made.truthy);
  if (!made.known && made.isPresent) expect(value ?? null).not.toBeNull();
}
