import { fieldsIn, isFields } from '@/app/_features/flow/graph/read-fields';
import { quoteForShell } from '@/app/_lib/quote-for-shell';

type Address = {
  origin: string;
  orgId: string;
  flowId: string;
  /** The JSON Schema of the inputs that the flow declares. */
  inputs?: unknown;
};

const KEY = '-H "Authorization: Bearer $PARLEY_API_KEY"';
const JSON_BODY = "-H 'Content-Type: application/json'";

/** The requests of a conversation as shell commands that read PARLEY_API_KEY. */
export function toCurlCommands({ origin, orgId, flowId, inputs }: Address): {
  start: string;
  send: string;
  read: string;
} {
  const base = `${origin}/cgw/process/v1/orgs/${orgId}`;
  const start = command(
    `curl -X POST '${base}/flows/${flowId}/sessions'`,
    KEY,
    JSON_BODY,
    `-d ${quoteForShell(JSON.stringify({ variables: toExample(inputs) }))}`,
  );
  const send = command(
    `curl -X POST "${base}/sessions/$SESSION_ID/messages"`,
    KEY,
    JSON_BODY,
    `-d '{"text":"Hello"}'`,
  );
  const read = command(`curl "${base}/sessions/$SESSION_ID"`, KEY);
  return { start, send: `SESSION_ID="sessionId from the response"\n${send}`, read };
}

function command(...parts: string[]): string {
  return parts.join(' \\\n  ');
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  ...{ string: 'text', number: 1, integer: 1, boolean: true, array: [], object: {}, null: null },
};

/** Example values of the inputs that a flow requires. */
function toExample(inputs: unknown): Record<string, unknown> {
  const schema = isFields(inputs) ? inputs : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = fieldsIn(schema, 'properties');
  return Object.fromEntries(
    required.flatMap((name) => (typeof name === 'string' ? [[name, exampleOf(properties[name])]] : [])),
  );
}

function exampleOf(schema: unknown): unknown {
  if (!isFields(schema)) return EXAMPLES.string;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const type: unknown = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return typeof type === 'string' && Object.hasOwn(EXAMPLES, type) ? EXAMPLES[type] : EXAMPLES.string;
}
