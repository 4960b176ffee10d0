import { writeCondition } from '@/app/_features/flow/condition/write-condition';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { type Fields, fieldsIn, listIn, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';

/** A condition to begin with behind a node: the first choice of the last question that offers any; empty where there is none. */
export function suggestCondition(draft: Draft, behind: string): string {
  const entries = listEntries(draft);
  const seen = new Set<string>();
  let keys = [behind];
  while (keys.length > 0) {
    for (const key of keys) seen.add(key);
    const found = entries.filter(({ key }) => keys.includes(key)).map(({ node }) => firstChoiceOf(node));
    const source = found.find((one) => one !== '');
    if (source) return source;
    keys = entries
      .filter(({ key, node }) => !seen.has(key) && wiresOf(node).some(([, target]) => keys.includes(target)))
      .map(({ key }) => key);
  }
  return '';
}

function firstChoiceOf(node: Fields): string {
  const variable = textIn(node, 'variable');
  const answer = fieldsIn(node, 'answer');
  const [first] = listIn(answer, 'choices');
  if (textIn(node, 'kind') !== 'question' || variable === '' || answer.type !== 'choice' || !first) return '';
  const text = textIn(first, 'value');
  return writeCondition({
    join: 'and',
    items: [{ variable, operator: 'is', values: [{ type: 'text', text }] }],
  });
}
