import type { Operand } from './condition';
import { type Reader, type Reading, readAll, readOperand } from './reader';
import { writeOperand } from './write-condition';

export type Sum = '+' | '-' | '*' | '/';

/** A value that a variable is set to: a plain one, the time or the day, an empty list, or two values calculated. */
export type AssignedValue =
  | Operand
  | { type: 'now' | 'today' | 'emptyList' }
  | { type: 'calculation'; left: Operand; sign: Sum; right: Operand };

const SIGNS: readonly Sum[] = ['+', '-', '*', '/'];
const FIXED = { now: '$now()', today: '$today()', emptyList: '[]' } as const;

/** Reads the expression of an assignment as a value without code; what that cannot show stays code. */
export function readAssignedValue(source: string): Reading<AssignedValue> {
  return readAll<AssignedValue>(source, (reader) => readFixed(reader) ?? readCalculation(reader));
}

function readFixed(reader: Reader): AssignedValue | null {
  if (reader.take('[')) {
    reader.expect(']');
    return { type: 'emptyList' };
  }
  const token = reader.peek();
  if (token.type !== 'name' || (token.word !== '$now' && token.word !== '$today')) return null;
  reader.next();
  reader.expect('(');
  reader.expect(')');
  return { type: token.word === '$now' ? 'now' : 'today' };
}

function readCalculation(reader: Reader): AssignedValue {
  const left = readOperand(reader);
  const sign = SIGNS.find((one) => reader.take(one));
  return sign ? { type: 'calculation', left, sign, right: readOperand(reader) } : left;
}

/** Writes the expression of an assignment. */
export function writeAssignedValue(value: AssignedValue): string {
  switch (value.type) {
    case 'now':
    case 'today':
    case 'emptyList':
      return FIXED[value.type];
    case 'calculation':
      return `${writeOperand(value.left)} ${value.sign} ${writeOperand(value.right)}`;
    default:
      return writeOperand(value);
  }
}
