import type { Node } from '../definition/node';
import { type Domain, maskOf, maskOfTruth } from './domain';
import type { FlowFacts } from './flow-facts';
import { hasUnknownChoices, listOwnExits } from './flow-graph';

/** The values that a variable may have at the start. */
export function startMask(name: string, domain: Domain | null, { own, definition }: FlowFacts): number {
  if (domain === null) return 0;
  if (own.has(name)) return domain.unset;
  const declared = definition.variables.find((one) => one.name === name);
  const value = declared?.default;
  if (value === undefined) return domain.all;
  if (declared?.public) return domain.set;
  if (typeof value === 'string' && value.includes('{{')) return domain.set;
  return maskOf(domain, value);
}

/** The values that a question, a call or another node may set on an exit. */
export function maskOfExit(node: Node, exit: string, domain: Domain): number {
  if (node.kind !== 'question') return domain.set;
  switch (node.answer.type) {
    case 'choice': {
      const { choices } = node.answer;
      if (exit === 'next' && hasUnknownChoices(node.answer)) return domain.set;
      const values = choices.filter(({ value }) =>
        exit === 'next' ? !Object.hasOwn(node.exits, `choice:${value}`) : exit === `choice:${value}`,
      );
      return values.reduce((mask, { value }) => mask | maskOf(domain, value), 0);
    }
    case 'confirm': {
      const exits =
        exit === 'next' ? listOwnExits(node.answer).filter((one) => !Object.hasOwn(node.exits, one)) : [exit];
      return exits.reduce((mask, one) => mask | maskOf(domain, one === 'yes'), 0);
    }
    case 'text':
      return maskOfTexts(domain) | (node.answer.minLength === 0 ? maskOf(domain, '') : 0);
    case 'date':
    case 'time':
    case 'email':
    case 'url':
    case 'phone':
      return maskOfTexts(domain);
    case 'number':
    case 'rating':
      return maskOfType(domain, 'number') | maskOf(domain, 0);
    default:
      return maskOfTruth(domain, true);
  }
}

/** The values that a text answer may have, which is never empty. */
function maskOfTexts(domain: Domain): number {
  return maskOfType(domain, 'string') & maskOfTruth(domain, true);
}

/** The literals of a type, and any other true value. */
function maskOfType({ literals }: Domain, type: 'string' | 'number'): number {
  const other = 1 << literals.length;
  return literals.reduce<number>(
    (mask, value, index) => (typeof value === type ? mask | (1 << index) : mask),
    other,
  );
}
