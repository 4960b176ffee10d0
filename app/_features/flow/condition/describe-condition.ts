import { type Group, isGroup, type Operand, type Row } from './condition';
import { nameOperator } from './operators';
import { readCondition } from './read-condition';

/** A condition in words, such as "need is Sales or amount is more than 100"; null for one that rows cannot show. */
export function describeCondition(source: string): string | null {
  const reading = readCondition(source);
  return reading.ok ? describeGroup(reading.value) : null;
}

function describeGroup({ join, items }: Group): string {
  return items
    .map((item) => (isGroup(item) ? `(${describeGroup(item)})` : describeRow(item)))
    .join(` ${join} `);
}

function describeRow({ variable, operator, values }: Row): string {
  return [variable, nameOperator(operator), values.map(describeOperand).join(', ')].filter(Boolean).join(' ');
}

function describeOperand(operand: Operand): string {
  switch (operand.type) {
    case 'text':
      return operand.text === '' ? 'empty' : operand.text;
    case 'number':
      return String(operand.number);
    case 'boolean':
      return operand.on ? 'yes' : 'no';
    case 'null':
      return 'nothing';
    case 'variable':
      return operand.path;
  }
}
