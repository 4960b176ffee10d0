import { setOwn } from '../data/set-own';
import { spendChars, spendSteps, stopOutOfSteps } from './budget';
import type { Callback, Evaluation } from './evaluation';
import { stop } from './failure';
import { FUNCTIONS } from './functions/functions';
import { copyMembers } from './functions/object-functions';
import { callMethod } from './methods/call-method';
import { readAlias, readConfig, readVariable } from './read-variable';
import type {
  CallbackNode,
  Item,
  LogicalNode,
  ObjectNode,
  Pattern,
  TreeNode,
  UnaryNode,
  Value,
  ValueRecord,
} from './tree';
import { readIndex, readMember } from './values/member';
import { applyBinary, applyUnary } from './values/operators';
import { joinTexts, toText } from './values/text';
import { nameKind, requireData } from './values/value';

/** Evaluates one node of the tree. Throws only `EvalStop`. */
export function evaluateNode(node: TreeNode, evaluation: Evaluation): Value {
  if (--evaluation.budget.stepsLeft < 0) failStep(evaluation);
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'variable':
      return readVariable(node.name, evaluation);
    case 'local':
      return evaluation.locals[node.slot];
    case 'member':
      return readMember(evaluateNode(node.object, evaluation), node.key, evaluation.budget);
    case 'binary':
      return applyBinary(
        node.operator,
        evaluateNode(node.left, evaluation),
        evaluateNode(node.right, evaluation),
        evaluation.budget,
      );
    case 'logical':
      return evaluateLogical(node, evaluation);
    case 'unary':
      return evaluateUnary(node, evaluation);
    case 'ternary':
      return evaluateNode(evaluateNode(node.test, evaluation) ? node.yes : node.no, evaluation);
    case 'index': {
      const object = evaluateNode(node.object, evaluation);
      return readIndex(object, evaluateNode(node.key, evaluation), evaluation.budget);
    }
    case 'template':
      return joinTemplate(node.texts, node.values, evaluation);
    case 'array':
      return evaluateItems(node.items, evaluation);
    case 'object':
      return evaluateObject(node, evaluation);
    case 'method': {
      const receiver = evaluateNode(node.object, evaluation);
      const args = evaluateItems(node.args, evaluation);
      evaluation.offset = node.start;
      return callMethod(receiver, node.name, args, evaluation, toCallback(node.callback, evaluation));
    }
    case 'function': {
      const args = evaluateItems(node.args, evaluation);
      evaluation.offset = node.start;
      return callFunction(node.name, args, evaluation, toCallback(node.callback, evaluation));
    }
    case 'alias':
      return readAlias(node.name, evaluation);
    case 'variables':
      return requireData(evaluation.variables);
    case 'config':
      return readConfig(node.name, evaluation);
    case 'secret':
      return stop('not_data', 'names a secret, which only a call can send');
  }
}

function failStep(evaluation: Evaluation): never {
  evaluation.budget.stepsLeft = 0;
  stopOutOfSteps();
}

/**
 * A missing name on the left of `??` or `||` is not reported if the right side is used: the author provided a
 * fallback.
 */
function evaluateLogical(node: LogicalNode, evaluation: Evaluation): Value {
  const missedBefore = evaluation.missing.length;
  const left = evaluateNode(node.left, evaluation);
  switch (node.operator) {
    case '&&':
      return left ? evaluateNode(node.right, evaluation) : left;
    case '||':
      if (left) return left;
      break;
    case '??':
      if (left !== null && left !== undefined) return left;
  }
  evaluation.missing.length = missedBefore;
  return evaluateNode(node.right, evaluation);
}

function evaluateUnary(node: UnaryNode, evaluation: Evaluation): Value {
  const missedBefore = evaluation.missing.length;
  const operand = evaluateNode(node.operand, evaluation);
  if (node.operator === 'typeof') evaluation.missing.length = missedBefore;
  return applyUnary(node.operator, operand);
}

function joinTemplate(texts: readonly string[], values: readonly TreeNode[], evaluation: Evaluation): string {
  const pieces: string[] = [texts[0] ?? ''];
  values.forEach((value, index) => {
    pieces.push(toText(evaluateNode(value, evaluation), evaluation.budget), texts[index + 1] ?? '');
  });
  return joinTexts(pieces, '', evaluation.budget);
}

function evaluateItems(items: readonly Item[], evaluation: Evaluation): Value[] {
  const values: Value[] = [];
  spendChars(evaluation.budget, items.length);
  for (const item of items) {
    const value = evaluateNode(item.value, evaluation);
    if (item.spread) spreadInto(values, value, evaluation);
    else values.push(value);
  }
  return values;
}

function spreadInto(values: Value[], spread: Value, evaluation: Evaluation): void {
  if (spread === null || spread === undefined) return;
  if (typeof spread !== 'string' && !Array.isArray(spread))
    stop('type', `spreads ${nameKind(spread)} like a list`);
  spendChars(evaluation.budget, spread.length);
  spendSteps(evaluation.budget, spread.length);
  for (const element of spread) values.push(element);
}

function evaluateObject(node: ObjectNode, evaluation: Evaluation): ValueRecord {
  const record: ValueRecord = {};
  spendChars(evaluation.budget, node.entries.length);
  for (const entry of node.entries) {
    const key =
      typeof entry.key === 'object' && entry.key !== null ? toEntryKey(entry.key, evaluation) : entry.key;
    const value = evaluateNode(entry.value, evaluation);
    if (key === null) copyMembers(record, value, evaluation.budget);
    else setOwn(record, key, value);
  }
  return record;
}

function toEntryKey(node: TreeNode, evaluation: Evaluation): string {
  const key = toText(evaluateNode(node, evaluation), evaluation.budget);
  spendSteps(evaluation.budget, Math.ceil(key.length / 64));
  return key;
}

function callFunction(
  name: string,
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
): Value {
  const implementation = FUNCTIONS.get(name);
  if (!implementation) return stop('not_callable', `calls ${name}(), which does not exist`);
  return implementation(args, evaluation, callback);
}

function toCallback(node: CallbackNode | null, evaluation: Evaluation): Callback | null {
  if (node === null) return null;
  if (node.kind === 'named') return (first) => callFunction(node.name, [first], evaluation, null);
  const { params, body } = node;
  return (...args) => {
    for (let index = 0; index < params.length; index++) {
      const param = params[index];
      if (param) bindPattern(param, args[index], evaluation);
    }
    return evaluateNode(body, evaluation);
  };
}

function bindPattern(pattern: Pattern, value: Value, evaluation: Evaluation): void {
  spendSteps(evaluation.budget, 1);
  switch (pattern.kind) {
    case 'slot':
      evaluation.locals[pattern.slot] = value;
      return;
    case 'default':
      bindPattern(
        pattern.target,
        value === undefined ? evaluateNode(pattern.fallback, evaluation) : value,
        evaluation,
      );
      return;
    case 'record':
      for (const { key, target } of pattern.entries) {
        bindPattern(target, readMember(value, key, evaluation.budget), evaluation);
      }
      return;
    case 'list':
      pattern.items.forEach((item, index) => {
        if (item) bindPattern(item, readMember(value, String(index), evaluation.budget), evaluation);
      });
  }
}
