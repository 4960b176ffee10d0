import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import { DIALECTS, type DialectName, PREFIXES } from '../support/dialects';
import type { Route } from '../support/read-routes';
import type { JsonSchema } from './json-schema';

type Parameter = { name: string; in: 'query' | 'path' | 'header'; required?: boolean; schema: JsonSchema };
type Described = {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, unknown>;
};
type Document = {
  info: { description: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas?: Record<string, JsonSchema> };
};

/** An operation as its document describes it, for calls that are made from its schemas. */
export type Operation = {
  route: Route;
  query: { name: string; required: boolean; schema: JsonSchema; isValid: ValidateFunction }[];
  path: { name: string; schema: JsonSchema }[];
  /** The schema of a JSON body; null without one. */
  body: { schema: JsonSchema; required: boolean; isValid: ValidateFunction } | null;
  /** Finds a component of its document. */
  resolve: (ref: string) => JsonSchema;
  /** Everything that the document says about it, with its components and its introduction. */
  words: string;
};

const FORMATS: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
  binary: () => true,
};

/** Reads the documents of all APIs; every route has its operation. */
export async function readOperations(baseUrl: string, routes: readonly Route[]): Promise<Operation[]> {
  const lists = await Promise.all(
    DIALECTS.map(async (dialect) => {
      const response = await fetch(`${baseUrl}${PREFIXES[dialect]}/openapi.json`);
      return listOperations(dialect, (await response.json()) as Document, routes);
    }),
  );
  return lists.flat();
}

function listOperations(dialect: DialectName, document: Document, routes: readonly Route[]): Operation[] {
  const ajv = new Ajv({ strict: false, formats: FORMATS });
  ajv.addSchema(document, dialect);
  const compile = (schema: JsonSchema) => ajv.compile(JSON.parse(absolute(schema, dialect)));
  const resolve = (ref: string) => document.components.schemas?.[ref.split('/').at(-1) ?? ''] ?? {};
  return routes
    .filter((route) => route.dialect === dialect)
    .map((route) => {
      const described = document.paths[route.path]?.[route.method.toLowerCase()];
      if (!described) throw new Error(`${route.name} is not in its document`);
      const { parameters = [], requestBody } = described;
      const schema = requestBody?.content['application/json']?.schema;
      const named = (place: Parameter['in']) => parameters.filter((one) => one.in === place);
      return {
        route,
        query: named('query').map(({ name, required = false, schema: own }) => ({
          name,
          required,
          schema: own,
          isValid: compile(own),
        })),
        path: named('path').map(({ name, schema: own }) => ({ name, schema: own })),
        body: schema ? { schema, required: requestBody?.required ?? false, isValid: compile(schema) } : null,
        resolve,
        words: JSON.stringify([document.info.description, described, document.components.schemas]),
      };
    });
}

function absolute(schema: JsonSchema, dialect: DialectName): string {
  return JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${dialect}#/`);
}
