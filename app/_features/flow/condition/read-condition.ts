import {
  type Group,
  isGroup,
  type Join,
  MAX_DEPTH,
  type Operand,
  type Operator,
  type Row,
} from './condition';
import { MATCHES, METHODS, SIGNS } from './operators';
import { isSign, type Reader, type Reading, readAll, readOperand, readPath } from './reader';

/**
 * Reads a condition as rows. Its rows mean exactly the same: `writeCondition` gives an expression with the same syntax tree, apart
 * from brackets without effect. What rows cannot show stays code.
 */
export function readCondition(source: string): Reading<Group> {
  return readAll(source, (reader) => {
    const item = readAny(reader, 0);
    return isGroup(item) ? item : { join: 'and', items: [item] };
  });
}

function readAny(reader: Reader, depth: number): Row | Group {
  return readJoined(reader, 'or', '||', () => readJoined(reader, 'and', '&&', () => readItem(reader, depth)));
}

function readJoined(reader: Reader, join: Join, sign: string, readOne: () => Row | Group): Row | Group {
  const first = readOne();
  const items = [first];
  while (reader.take(sign)) items.push(readOne());
  return items.length === 1 ? first : { join, items };
}

function readItem(reader: Reader, depth: number): Row | Group {
  if (!isSign(reader.peek(), '(')) return readRow(reader);
  if (depth + 1 >= MAX_DEPTH) return reader.refuse();
  reader.expect('(');
  const item = readAny(reader, depth + 1);
  reader.expect(')');
  return item;
}

function readRow(reader: Reader): Row {
  const negated = reader.take('!');
  const token = reader.peek();
  if (isSign(token, '[')) return readOneOf(reader, negated);
  if (token.type === 'name' && token.word === MATCHES) return readMatches(reader, negated);
  const variable = readPath(reader);
  if (reader.take('.')) return { variable, ...readMethod(reader, negated) };
  if (negated) return { variable, operator: 'hasNoValue', values: [] };
  const operator = takeSign(reader);
  return operator
    ? { variable, operator, values: [readOperand(reader)] }
    : { variable, operator: 'hasValue', values: [] };
}

function takeSign(reader: Reader): Operator | undefined {
  return (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).find((operator) => reader.take(SIGNS[operator]));
}

function readMethod(reader: Reader, negated: boolean): Pick<Row, 'operator' | 'values'> {
  const name = reader.peek();
  if (name.type !== 'name' || !Object.hasOwn(METHODS, name.word)) return reader.refuse();
  reader.next();
  const [holds, fails] = METHODS[name.word as keyof typeof METHODS];
  reader.expect('(');
  const values = [readOperand(reader)];
  reader.expect(')');
  return { operator: negated ? fails : holds, values };
}

/** Reads `["a", "b"].includes(variable)`. */
function readOneOf(reader: Reader, negated: boolean): Row {
  reader.expect('[');
  const values: Operand[] = [readOperand(reader)];
  while (reader.take(',')) values.push(readOperand(reader));
  reader.expect(']');
  reader.expect('.');
  const name = reader.peek();
  if (name.type !== 'name' || name.word !== 'includes') return reader.refuse();
  reader.next();
  reader.expect('(');
  const variable = readPath(reader);
  reader.expect(')');
  return { variable, operator: negated ? 'noneOf' : 'oneOf', values };
}

/** Reads `$matches(variable, "pattern")`. */
function readMatches(reader: Reader, negated: boolean): Row {
  reader.next();
  reader.expect('(');
  const variable = readPath(reader);
  reader.expect(',');
  const values = [readOperand(reader)];
  reader.expect(')');
  return { variable, operator: negated ? 'differs' : 'matches', values };
}
