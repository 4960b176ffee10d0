import { type Group, isGroup, type Operand, type Row } from './condition';
import { MATCHES, METHODS, SIGNS } from './operators';

/** Writes rows as an expression. Rows without a variable and empty groups are left out; without any row it is empty. */
export function writeCondition({ join, items }: Group): string {
  const parts = items.flatMap(writeItem);
  return parts.join(join === 'and' ? ' && ' : ' || ');
}

function writeItem(item: Row | Group): string[] {
  if (!isGroup(item)) return item.variable === '' ? [] : [writeRow(item)];
  const source = writeCondition(item);
  if (source === '') return [];
  // A group of one row is that row.
  return [item.items.flatMap(writeItem).length > 1 ? `(${source})` : source];
}

function writeRow({ variable, operator, values }: Row): string {
  const value = writeOperand(values[0] ?? { type: 'text', text: '' });
  switch (operator) {
    case 'hasValue':
      return variable;
    case 'hasNoValue':
      return `!${variable}`;
    case 'oneOf':
    case 'noneOf':
      return `${operator === 'oneOf' ? '' : '!'}[${values.map(writeOperand).join(', ')}].includes(${variable})`;
    case 'matches':
    case 'differs':
      return `${operator === 'matches' ? '' : '!'}${MATCHES}(${variable}, ${value})`;
    case 'contains':
    case 'lacks':
    case 'startsWith':
    case 'startsOtherwise':
    case 'endsWith':
    case 'endsOtherwise':
      return writeMethod(variable, operator, value);
    default:
      return `${variable} ${SIGNS[operator]} ${value}`;
  }
}

function writeMethod(
  variable: string,
  operator: (typeof METHODS)[keyof typeof METHODS][number],
  value: string,
) {
  const found = Object.entries(METHODS).find(([, pair]) => pair.some((one) => one === operator));
  const [name, [holds]] = found ?? ['includes', METHODS.includes];
  return `${operator === holds ? '' : '!'}${variable}.${name}(${value})`;
}

/** Writes a value as an expression. */
export function writeOperand(operand: Operand): string {
  switch (operand.type) {
    case 'text':
      return JSON.stringify(operand.text);
    case 'number':
      return String(operand.number);
    case 'boolean':
      return String(operand.on);
    case 'null':
      return 'null';
    case 'variable':
      return operand.path;
  }
}
