import fc from 'fast-check';
import { idFor } from '../support/known-ids';
import { makeRequest, type PlainRequest } from '../support/make-request';
import type { Things } from '../support/make-things';
import type { Documented } from '../support/read-routes';
import { seedCase } from '../support/seeded';
import { generateValue } from './generate-value';
import type { Operation } from './read-operations';
import { spoilValue } from './spoil-value';

/** A call that was made from the schemas of its operation. */
export type DocumentedCall = PlainRequest & {
  operation: Operation;
  /** Whether the document allows it; null where a document cannot say, as for a repeated parameter. */
  isValid: boolean | null;
};

export type Material = { seed: number; things: Things; schemas: Documented['schemas'] };

const ODD_QUERIES = ['', '0', '-1', '1.5', 'x', '99999999999999999999', 'true', 'TRUE', '\u{1f4a9}'];

/** Makes call `no` of an operation: half of them valid, half of them near-valid. */
export function makeCall(
  operation: Operation,
  { seed, things, schemas }: Material,
  no: number,
): DocumentedCall {
  const chance = seedCase(seed, no);
  const draw = <T>(arbitrary: fc.Arbitrary<T>): T => {
    const [value] = fc.sample(arbitrary, { seed: chance.below(2 ** 31), numRuns: 1 });
    return value as T;
  };
  const plain = makeRequest(operation.route, things, schemas);
  const isSpoiled = chance.next() < 0.5;
  const part = isSpoiled ? chance.pick(listParts(operation)) : null;
  const body = makeBody(operation, plain.body, things, draw, part === 'body');
  const query = makeQuery(
    operation,
    plain.path,
    part === 'query' ? chance.pick(operation.query).name : null,
    chance,
  );
  const path = `${plain.path.split('?')[0]}${query.text}`;
  return {
    ...plain,
    path,
    body: body.value,
    operation,
    isValid: isOther(operation) ? null : body.isValid && query.isValid,
  };
}

/** Whether the body is of a type that is not made here, such as a form with a file. */
function isOther({ route, body }: Operation): boolean {
  return route.body !== null && body === null;
}

function listParts({ body, query }: Operation): ('body' | 'query' | null)[] {
  const parts = [
    ...(body ? (['body', 'body', 'body'] as const) : []),
    ...(query.length > 0 ? (['query'] as const) : []),
  ];
  return parts.length > 0 ? parts : [null];
}

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

function makeBody(
  { body, resolve, route }: Operation,
  plain: unknown,
  { ids }: Things,
  draw: Draw,
  isSpoiled: boolean,
): { value: unknown; isValid: boolean } {
  if (!body) return { value: plain, isValid: true };
  const known = (field: string) => ids[`${route.dialect}.${field}`] ?? idFor(ids, field);
  const valid = draw(
    generateValue(body.schema, resolve, known).filter((value) => body.isValid(toJson(value))),
  );
  const value = isSpoiled ? draw(spoilValue(valid)) : valid;
  const sent = toJson(value);
  return { value: sent, isValid: sent === undefined ? !body.required : body.isValid(sent) };
}

function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function makeQuery(
  { query, resolve }: Operation,
  plain: string,
  spoiled: string | null,
  chance: ReturnType<typeof seedCase>,
): { text: string; isValid: boolean | null } {
  const given = new URLSearchParams(plain.split('?')[1]);
  for (const { name, schema } of query) {
    if (given.has(name) || name === spoiled || chance.next() < 0.6) continue;
    const arbitrary = generateValue(schema, resolve, () => undefined);
    const [value] = fc.sample(arbitrary, { seed: chance.below(2 ** 31), numRuns: 1 });
    for (const one of Array.isArray(value) ? value : [value]) given.append(name, String(one));
  }
  if (spoiled !== null) given.set(spoiled, chance.pick(ODD_QUERIES));
  const isValid = query.every(({ name, required, isValid: accepts }) => {
    const values = given.getAll(name);
    if (values.length === 0) return !required;
    return [values.length === 1 ? values[0] : values, Number(values[0])].some((value) => accepts(value));
  });
  const text = given.size > 0 ? `?${given}` : '';
  return { text, isValid };
}
