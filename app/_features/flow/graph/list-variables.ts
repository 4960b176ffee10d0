import type { Assigns } from '../engine/engine-tasks';
import { listEntries } from './list-entries';
import { type Fields, fieldsIn, isFields, listIn, textIn } from './read-fields';

/** A variable in the scope of a flow's expressions: whether it is declared, its default, and the nodes that set it. */
export type KnownVariable = {
  name: string;
  declared: boolean;
  description: string;
  default: unknown;
  /** The declared type of its values. */
  valueType?: string;
  setBy: string[];
  /** A handler fills it with the payload of an event. */
  isPayload?: true;
};

// The trigger that started the flow is in every scope.
const TRIGGER = {
  name: 'trigger',
  description: 'The trigger that started the flow: { type, … }',
  default: { type: 'message', text: '' },
};

// The nodes that make calls describe a failed one.
const CALLING_KINDS = ['http', 'ai'];
const ERROR = {
  name: 'error',
  description: 'The last failed call. response is there if the server answered.',
  default: { code: '', message: '', status: null, response: { status: null, headers: {}, body: null } },
};

const VISITOR = 'visitor';
const SENT_WITH_SESSION = ['customerId', 'locale'];

/** The values of a visitor's page: the names that the flow reads or declares public, unknown before it runs. */
function toVisitor(draft: Fields): KnownVariable {
  const read = [...JSON.stringify(draft).matchAll(/\bvisitor\??\.([A-Za-z_]\w{0,63})/g)].map(
    ([, name = '']) => name,
  );
  const open = listIn(draft, 'variables').flatMap((one) =>
    one.public === true ? [textIn(one, 'name')] : [],
  );
  const names = [...new Set([...SENT_WITH_SESSION, ...open, ...read])].filter(Boolean).sort();
  const sample: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  const description =
    'Values sent by the visitor’s page. Visitors can change them, so check them before use. Read-only.';
  return { name: VISITOR, description, declared: false, default: sample, setBy: [] };
}

const OF_SCHEMA: Readonly<Record<string, string>> = {
  ...{
    string: 'text',
    number: 'number',
    integer: 'number',
    boolean: 'boolean',
    array: 'list',
    object: 'object',
  },
};

/** The variables that the declared inputs of a flow name. */
function listInputs(draft: Fields): KnownVariable[] {
  const properties = fieldsIn(fieldsIn(draft, 'inputs'), 'properties');
  return Object.entries(properties).map(([name, given]) => {
    const schema = isFields(given) ? given : {};
    const valueType = OF_SCHEMA[textIn(schema, 'type')];
    return {
      ...{ name, declared: true, default: null, setBy: [] },
      description: textIn(schema, 'description'),
      ...(valueType && { valueType }),
    };
  });
}

/** The variables that handlers fill with the payload of an event. */
function listPayloads(draft: Fields): KnownVariable[] {
  return listIn(draft, 'handlers').flatMap((handler) => {
    const on = fieldsIn(handler, 'on');
    const name = textIn(on, 'variable');
    if (textIn(on, 'type') !== 'event' || name === '') return [];
    const description = `The payload of the event ${textIn(on, 'event')}`.trim();
    return [{ name, description, declared: false, default: undefined, setBy: [], isPayload: true }];
  });
}

/** Every variable of a flow once: the trigger, the visitor, the declared ones, then those that handlers and nodes set. */
export function listVariables(draft: Fields, assigns: Assigns): KnownVariable[] {
  const known = new Map<string, KnownVariable>([
    [TRIGGER.name, { ...TRIGGER, declared: false, setBy: [] }],
    [VISITOR, toVisitor(draft)],
  ]);
  for (const variable of listIn(draft, 'variables')) {
    const name = textIn(variable, 'name');
    const description = textIn(variable, 'description');
    const valueType = textIn(variable, 'valueType');
    const value = variable.default ?? null;
    if (name !== '')
      known.set(name, {
        ...{ name, description, declared: true, default: value, setBy: [] },
        ...(valueType && { valueType }),
      });
  }
  for (const one of [...listInputs(draft), ...listPayloads(draft)])
    if (!known.has(one.name)) known.set(one.name, one);
  for (const { key, node } of listEntries(draft)) {
    for (const name of assigns.get(key) ?? []) {
      const isError = name === ERROR.name && CALLING_KINDS.includes(textIn(node, 'kind'));
      const unknown = isError ? ERROR : { name, description: '', default: undefined };
      const found = known.get(name) ?? { ...unknown, declared: false, setBy: [] };
      known.set(name, { ...found, setBy: [...found.setBy, key] });
    }
  }
  return [...known.values()];
}

/** The sample before a session has run: every variable with its default. */
export function sampleOf(variables: readonly KnownVariable[]): Record<string, unknown> {
  return Object.fromEntries(
    variables.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}

const EMPTY: Readonly<Record<string, unknown>> = {
  text: '',
  number: 0,
  boolean: false,
  list: [],
  object: {},
};

/** A value that stands for those of a variable where none is known: an empty one of its type. */
export function emptyOf({ valueType = '' }: Pick<KnownVariable, 'valueType'>): unknown {
  return EMPTY[valueType];
}
