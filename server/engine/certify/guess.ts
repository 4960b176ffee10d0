/*
 * Evaluates an expression as far as some of its variables are known.
 *
 * guess/never-wrong: a guess that says more than "unknown" holds for every value of the unknown variables.
 */
import { createBudget } from '../expression/budget';
import { createEvaluation } from '../expression/evaluate';
import { FUNCTIONS } from '../expression/functions/functions';
import { callMethod } from '../expression/methods/call-method';
import type {
  BinaryNode,
  CallbackNode,
  Item,
  LogicalNode,
  TreeNode,
  UnaryNode,
  Value,
} from '../expression/tree';
import { readIndex, readMember } from '../expression/values/member';
import { applyBinary, applyUnary } from '../expression/values/operators';

/**
 * The knowledge about a value: the value itself, or whether it is true or false in a condition. `isOther` marks a value that
 * differs from every literal it is compared with. `fails` if the evaluation may fail instead.
 */
export type Guess =
  | { known: true; value: Value; fails: boolean }
  | { known: false; truthy: boolean | null; isPresent: boolean; isOther: boolean; fails: boolean };

/** The guesses for variables. */
export type Environment = (name: string) => Guess;

/** Guesses each part of an expression once. */
export type Guesser = (node: TreeNode) => Guess;

const BUDGET_STEPS = 2_000;
const BUDGET_CHARS = 10_000;

/** Functions without a failure whose result depends on the arguments alone. */
const PLAIN_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['Boolean', 'Number', 'String', 'Array.isArray', 'isNaN', 'isFinite', 'parseInt', 'parseFloat'],
  ...['Number.isInteger', 'Number.isFinite', 'Number.isNaN'],
]);
const ORDERINGS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const EQUALITIES: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

export const UNKNOWN: Guess = { known: false, truthy: null, isPresent: false, isOther: false, fails: false };
export const UNSET: Guess = { known: true, value: undefined, fails: false };

/** A guess of nothing but the truth of a value, which differs from every literal. */
export function guessOther(truthy: boolean): Guess {
  return { known: false, truthy, isPresent: truthy, isOther: true, fails: false };
}

/** Whether a value counts as true; null if that is unknown. */
export function truthOf(guess: Guess): boolean | null {
  return guess.known ? Boolean(guess.value) : guess.truthy;
}

/** Creates a guesser that remembers the guess of each part. */
export function createGuesser(environment: Environment): Guesser {
  const known = new Map<TreeNode, Guess>();
  const guess: Guesser = (node) => {
    const before = known.get(node);
    if (before) return before;
    const made = guessNode(node, environment, guess);
    known.set(node, made);
    return made;
  };
  return guess;
}

function guessNode(node: TreeNode, environment: Environment, guess: Guesser): Guess {
  switch (node.kind) {
    case 'literal':
      return toKnown(node.value);
    case 'variable':
      return environment(node.name);
    case 'alias':
      return node.name === null ? UNKNOWN : environment(node.name);
    case 'variables':
      return unknown({ truthy: true });
    // Its value is the organization's, so a flow cannot leave it unset.
    case 'config':
      return UNKNOWN;
    case 'secret':
      return unknown({ fails: true });
    case 'local':
      return UNKNOWN;
    case 'member':
      return guessMember(guess(node.object), toKnown(node.key));
    case 'index':
      return guessMember(guess(node.object), guess(node.key));
    case 'unary':
      return guessUnary(node, guess);
    case 'binary':
      return guessBinary(node, guess);
    case 'logical':
      return guessLogical(node, guess);
    case 'ternary':
      return guessTernary(guess(node.test), node.yes, node.no, guess);
    case 'template':
      return unknown({ isPresent: true, fails: node.values.some((value) => guess(value).fails) });
    case 'array':
      return guessList(node.items, guess);
    case 'object':
      return unknown({ truthy: true, fails: true });
    case 'method':
      return guessMethod(guess(node.object), node.name, node, guess);
    case 'function':
      return guessFunction(node.name, node, guess);
  }
}

function toKnown(value: Value, fails = false): Guess {
  return { known: true, value, fails };
}

function unknown(parts: Partial<Extract<Guess, { known: false }>>): Guess {
  return { ...UNKNOWN, ...(parts.truthy === true && { isPresent: true }), ...parts } as Guess;
}

/** The result of host-like work on known values; a failure is unknown. */
function attempt(fails: boolean, work: () => Value): Guess {
  try {
    return toKnown(work(), fails);
  } catch {
    return unknown({ fails: true });
  }
}

function guessMember(object: Guess, key: Guess): Guess {
  const fails = object.fails || key.fails;
  if (isNullish(object) === true) return toKnown(undefined, fails);
  if (!object.known || !key.known) return unknown({ fails });
  const { value } = object;
  return attempt(fails, () =>
    typeof key.value === 'string'
      ? readMember(value, key.value, budget())
      : readIndex(value, key.value, budget()),
  );
}

function budget() {
  return createBudget(BUDGET_STEPS, BUDGET_CHARS);
}

/** Whether a value is null or undefined; null if that is unknown. */
function isNullish(guess: Guess): boolean | null {
  if (guess.known) return guess.value === null || guess.value === undefined;
  return guess.isPresent ? false : null;
}

function guessUnary({ operator, operand }: UnaryNode, guess: Guesser): Guess {
  const inner = guess(operand);
  if (operator === '!') {
    const truth = truthOf(inner);
    return truth === null ? unknown({ isPresent: true, fails: inner.fails }) : toKnown(!truth, inner.fails);
  }
  if (inner.known) return attempt(inner.fails, () => applyUnary(operator, inner.value));
  return unknown({ truthy: operator === 'typeof' ? true : null, isPresent: true, fails: inner.fails });
}

function guessBinary({ operator, left, right }: BinaryNode, guess: Guesser): Guess {
  const [a, b] = [guess(left), guess(right)];
  const fails = a.fails || b.fails || operator === 'in';
  if (a.known && b.known) {
    const [x, y] = [a.value, b.value];
    return attempt(a.fails || b.fails, () => applyBinary(operator, x, y, budget()));
  }
  // Nothing orders before or after a missing value.
  if (ORDERINGS.has(operator) && (isMissing(a) || isMissing(b))) return toKnown(false, fails);
  const differs = EQUALITIES.has(operator) && (isDifferent(a, b, operator) || isDifferent(b, a, operator));
  return differs ? toKnown(operator.startsWith('!'), fails) : unknown({ isPresent: true, fails });
}

function isMissing(guess: Guess): boolean {
  return guess.known && guess.value === undefined;
}

/** True if an unknown value certainly differs from a known one. */
function isDifferent(one: Guess, other: Guess, operator: string): boolean {
  if (one.known || !other.known) return false;
  const { value } = other;
  if (value === null || value === undefined) return one.isPresent;
  if (!one.isOther || typeof value === 'object') return false;
  return operator.length === 3 || (typeof value === 'string' && Number.isNaN(Number(value)));
}

function guessLogical({ operator, left, right }: LogicalNode, guess: Guesser): Guess {
  const first = guess(left);
  const decided = operator === '??' ? isNullish(first) : truthOf(first);
  const second = guess(right);
  const goesOn = operator === '||' ? decided === false : decided === true;
  if (decided !== null) return goesOn ? withFailure(second, first.fails) : first;
  const fails = first.fails || second.fails;
  const truth = truthOf(second);
  if (operator === '&&') return unknown({ truthy: truth === false ? false : null, fails });
  const isPresent = isNullish(second) === false;
  if (operator === '||') return unknown({ truthy: truth === true ? true : null, isPresent, fails });
  return unknown({ truthy: truthOf(first) === truth ? truth : null, isPresent, fails });
}

function withFailure(guess: Guess, fails: boolean): Guess {
  return fails ? { ...guess, fails } : guess;
}

function guessTernary(test: Guess, yes: TreeNode, no: TreeNode, guess: Guesser): Guess {
  const truth = truthOf(test);
  if (truth !== null) return withFailure(guess(truth ? yes : no), test.fails);
  const [a, b] = [guess(yes), guess(no)];
  const truthy = truthOf(a) === truthOf(b) ? truthOf(a) : null;
  const isPresent = isNullish(a) === false && isNullish(b) === false;
  return unknown({ truthy, isPresent, fails: test.fails || a.fails || b.fails });
}

type Arguments = { args: readonly Item[]; callback: CallbackNode | null };

function guessList(items: readonly Item[], guess: Guesser): Guess {
  const values = readArguments({ args: items, callback: null }, guess);
  return values ? toKnown([...values]) : unknown({ truthy: true, fails: true });
}

/** The values of arguments; null if one is unknown or may fail. */
function readArguments({ args, callback }: Arguments, guess: Guesser): Value[] | null {
  if (callback !== null) return null;
  const values: Value[] = [];
  for (const { spread, value } of args) {
    const made = guess(value);
    if (spread || !made.known || made.fails) return null;
    values.push(made.value);
  }
  return values;
}

function guessMethod(receiver: Guess, name: string, given: Arguments, guess: Guesser): Guess {
  const fails = receiver.fails || given.args.some(({ value, spread }) => spread || guess(value).fails);
  if (isNullish(receiver) === true) return toKnown(undefined, fails);
  const values = readArguments(given, guess);
  if (receiver.known && values && !name.startsWith('toLocale')) {
    const { value } = receiver;
    return attempt(fails, () => callMethod(value, name, values, evaluation(), null));
  }
  const { callback } = given;
  if (name !== 'some' || callback?.kind !== 'arrow') return unknown({ fails: true });
  return unknown({ truthy: truthOf(guess(callback.body)) === false ? false : null, fails: true });
}

function guessFunction(name: string, given: Arguments, guess: Guesser): Guess {
  const values = readArguments(given, guess);
  const implementation = FUNCTIONS.get(name);
  if (!PLAIN_FUNCTIONS.has(name) || !implementation) return unknown({ fails: true });
  if (values) return attempt(false, () => implementation(values, evaluation(), null));
  const [first] = given.args;
  const truthy = name === 'Boolean' && first && !first.spread ? truthOf(guess(first.value)) : null;
  return unknown({ truthy, isPresent: true, fails: true });
}

function evaluation() {
  return createEvaluation({ variables: {}, at: 0 }, budget(), []);
}
