import type { KnownVariable } from '../graph/list-variables';
import { type Fields, fieldsIn, isFields, listIn, textIn } from '../graph/read-fields';
import type { Kind } from './operators';

/** A variable, or a part of one, that rows can compare: its kind of value, and the choices of its question. */
export type VariableFact = { path: string; kind: Kind; choices: readonly string[] };

const KINDS: Record<string, Kind> = {
  choice: 'choice',
  'multi-choice': 'list',
  number: 'number',
  rating: 'number',
  confirm: 'boolean',
  form: 'any',
  file: 'any',
};

/** Lists what rows offer to compare: answers first, then the other variables and the members of objects among them. */
export function listVariableFacts(draft: Fields, known: readonly KnownVariable[]): VariableFact[] {
  const answers = listIn(draft, 'nodes').flatMap(listAnswers);
  const others = known.flatMap(listParts);
  const facts = new Map<string, VariableFact>();
  for (const fact of answers) {
    const before = facts.get(fact.path);
    facts.set(fact.path, before ? combine(before, fact) : fact);
  }
  for (const fact of others) if (!facts.has(fact.path)) facts.set(fact.path, fact);
  return [...facts.values()];
}

/** A variable of which only the path is known. */
export function unknownFact(path: string): VariableFact {
  return { path, kind: 'any', choices: [] };
}

/** Puts names that only one field knows before the variables of the flow; they hide those of the same name. */
export function addLocals(locals: readonly string[], facts: readonly VariableFact[]): VariableFact[] {
  const isHidden = ({ path }: VariableFact) =>
    locals.some((name) => path === name || path.startsWith(`${name}.`));
  return [...locals.map(unknownFact), ...facts.filter((fact) => !isHidden(fact))];
}

/** The variable that the answer of a question is saved to, and those of the fields of its form. */
function listAnswers(node: Fields): VariableFact[] {
  const variable = textIn(node, 'variable');
  if (textIn(node, 'kind') !== 'question' || variable === '') return [];
  const answer = fieldsIn(node, 'answer');
  const fields = listIn(answer, 'fields').map((field) =>
    toFact(`${variable}.${textIn(field, 'name')}`, fieldsIn(field, 'answer')),
  );
  return [toFact(variable, answer), ...fields];
}

function toFact(path: string, answer: Fields): VariableFact {
  const kind = KINDS[textIn(answer, 'type')] ?? 'text';
  // Choices that data offers are not known before it runs.
  const choices =
    answer.choicesFrom === undefined
      ? listIn(answer, 'choices').map((choice) => textIn(choice, 'value'))
      : [];
  return { path, kind: kind === 'choice' && choices.length === 0 ? 'text' : kind, choices };
}

/** Two questions may save to one variable. */
function combine(a: VariableFact, b: VariableFact): VariableFact {
  return {
    path: a.path,
    kind: a.kind === b.kind ? a.kind : 'any',
    choices: [...new Set([...a.choices, ...b.choices])],
  };
}

const OF_TYPES: Readonly<Record<string, Kind>> = {
  ...{ text: 'text', number: 'number', boolean: 'boolean', list: 'list', object: 'any' },
};

function listParts({ name, default: value, valueType = '' }: KnownVariable): VariableFact[] {
  const own: VariableFact = { path: name, kind: OF_TYPES[valueType] ?? kindOf(value), choices: [] };
  if (!isFields(value)) return [own];
  const parts = Object.entries(value).filter(([key]) => /^[A-Za-z_]\w*$/.test(key));
  return [
    ...parts.map(
      ([key, part]): VariableFact => ({ path: `${name}.${key}`, kind: kindOf(part), choices: [] }),
    ),
    own,
  ];
}

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' && value !== '' ? 'text' : 'any';
}
