import type { Answer } from '../../definition/answer';
import type { Node, NodeOf } from '../../definition/node';
import type { ValueType } from '../../definition/value-type';
import { typeOfSchema } from './declared-types';

/** A variable that a node sets without an expression, with the type of what it sets; `path` within the node. */
type NodeResult = { name: string; type: ValueType; path: string; what: string };

const OF_ANSWERS: Readonly<Partial<Record<Answer['type'], ValueType>>> = {
  ...{ text: 'text', email: 'text', url: 'text', phone: 'text', date: 'text', time: 'text' },
  ...{ number: 'number', rating: 'number', confirm: 'boolean', form: 'object', 'multi-choice': 'list' },
};

/** Lists the variables that a node sets by what it does, as far as the type of what it sets is known. */
export function listNodeResults(node: Node): NodeResult[] {
  switch (node.kind) {
    case 'question':
      return listAnswer(node);
    case 'ai':
      return listReply(node);
    case 'each':
      return node.index === undefined
        ? []
        : [{ name: node.index, type: 'number', path: '/index', what: 'The position' }];
    default:
      return [];
  }
}

function listAnswer({ variable, answer }: NodeOf<'question'>): NodeResult[] {
  const type =
    answer.type === 'choice' && answer.choicesFrom === undefined ? 'text' : OF_ANSWERS[answer.type];
  if (variable === undefined || type === undefined) return [];
  return [{ name: variable, type, path: '/variable', what: 'The answer' }];
}

function listReply({ variable, schema, history }: NodeOf<'ai'>): NodeResult[] {
  const type = schema ? typeOfSchema(schema) : 'text';
  return [
    ...(type === null ? [] : [{ name: variable, type, path: '/variable', what: 'The reply' }]),
    ...(history
      ? [
          {
            name: history.variable,
            type: 'list' as const,
            path: '/history/variable',
            what: 'The conversation',
          },
        ]
      : []),
  ];
}
