import { type Budget, MAX_TEXT_CHARS, spendChars, spendScan } from '../budget';
import { stop } from '../failure';
import type { BinaryOperator, UnaryOperator, Value } from '../tree';
import { compareValues, isLooselyEqual, isStrictlyEqual } from './compare';
import { hasMember } from './member';
import { toText } from './text';
import { nameKind, toNumber } from './value';

export function applyBinary(operator: BinaryOperator, left: Value, right: Value, budget: Budget): Value {
  switch (operator) {
    case '+':
      return addValues(left, right, budget);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case '/':
      return toNumber(left) / toNumber(right);
    case '%':
      return toNumber(left) % toNumber(right);
    case '**':
      return toNumber(left) ** toNumber(right);
    case '===':
      return isStrictlyEqual(left, right, budget);
    case '!==':
      return !isStrictlyEqual(left, right, budget);
    case '==':
      return isLooselyEqual(left, right, budget);
    case '!=':
      return !isLooselyEqual(left, right, budget);
    case 'in':
      return isKeyIn(left, right, budget);
    default:
      return isOrdered(operator, compareValues(left, right, budget));
  }
}

export function applyUnary(operator: UnaryOperator, operand: Value): Value {
  switch (operator) {
    case '!':
      return !operand;
    case '-':
      return -toNumber(operand);
    case '+':
      return toNumber(operand);
    case 'typeof':
      return typeof operand;
  }
}

/** Concatenates two texts and charges for the shorter, plus the possible flattening of the longer. */
export function concatTexts(left: string, right: string, budget: Budget): string {
  if (left.length + right.length > MAX_TEXT_CHARS) stop('too_large', 'produces a text that is too long');
  spendChars(budget, Math.min(left.length, right.length));
  spendScan(budget, Math.max(left.length, right.length));
  return left + right;
}

function addValues(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (!isTextual(left) && !isTextual(right)) return toNumber(left) + toNumber(right);
  return concatTexts(toText(left, budget), toText(right, budget), budget);
}

function isTextual(value: Value): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', order: -1 | 0 | 1 | null): boolean {
  if (order === null) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function isKeyIn(key: Value, container: Value, budget: Budget): boolean {
  if (container === null || container === undefined) return false;
  if (typeof container !== 'object') stop('type', `uses "in" on ${nameKind(container)}`);
  return hasMember(container, key, budget);
}
