import { type Compiler, toPointerToken } from '../../compile/compiler';
import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import { quote } from '../../data/quote';
import type { NodeOf } from '../../definition/node';
import { type NodeProblem, nodeError } from '../../definition/problem';
import type { Json, JsonObject } from '../../json';
import { renderData, renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { joinPlaces } from '../../secrets/join-places';
import { placeInText } from '../../secrets/place-secrets';
import { checkCredential, checkUrl } from '../calls/check-request';
import { explainHeader, isHeaderValue, toHeaderValue } from '../calls/header-value';
import type { RenderedRequest } from '../calls/outgoing-call';
import { compileUrl } from '../calls/url-template';
import type { NodeContext } from '../contract/node-context';

type AiNode = NodeOf<'ai'>;

/** The wire format requires a name for the schema. */
const SCHEMA_NAME = 'reply';
/** More of a reply is not sent back for correction. */
const MAX_REPLY_CHARS = 100_000;

/** The parameters that the node sets itself, with the field that sets each. */
const OWN_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['model', 'the field "model" sets it'],
  ['messages', 'the fields "system", "prompt", "messages" and "history" set it'],
  ['tools', 'the field "tools" sets it'],
  ['temperature', 'the field "temperature" sets it'],
  ['max_tokens', 'the field "maxTokens" sets it'],
  ['max_completion_tokens', 'the field "maxCompletionTokens" sets it'],
  ['response_format', 'the field "schema" sets it'],
  ['stream', 'the field "stream" sets it'],
  ['stream_options', 'the field "stream" sets it'],
]);

type ServerFields = Pick<AiNode, 'connection' | 'url' | 'apiKey' | 'model'>;

/** The path of chat completions below the address of a connection. */
const COMPLETIONS = '/chat/completions';

/** Reports a server that is named twice or not at all. `path` is the JSON pointer of its fields within the node. */
export function checkServer({ connection, url, apiKey, model }: ServerFields, path = ''): NodeProblem[] {
  if (connection !== undefined)
    return [
      ...(url === undefined ? [] : [nodeError('ai_server', `${path}/url`, explainTwice('address'))]),
      ...(apiKey === undefined ? [] : [nodeError('ai_server', `${path}/apiKey`, explainTwice('API key'))]),
    ];
  const noUrl = 'Choose a connection, or enter the endpoint of a model.';
  return [
    ...(url === undefined ? [nodeError('ai_server', `${path}/url`, noUrl)] : checkUrl(url, `${path}/url`)),
    ...checkCredential(`${path}/apiKey`, apiKey),
    ...(model === undefined ? [nodeError('ai_server', `${path}/model`, 'Name the model.')] : []),
  ];
}

function explainTwice(what: string): string {
  return `The connection has the ${what}. Remove it here, or the connection.`;
}

/** Reports a node that asks nothing. */
export function checkQuestion({ prompt, messages, history }: AiNode): NodeProblem[] {
  if (prompt !== undefined || messages !== undefined || history !== undefined) return [];
  return [nodeError('ai_prompt', '', 'Give the model a prompt, messages or a history.')];
}

/** Reports a reply that is to be shown while it is written, although it is JSON for the flow. */
export function checkStream({ stream, schema }: AiNode): NodeProblem[] {
  if (!stream || schema === undefined) return [];
  const message = 'A reply with a schema is data, and cannot be shown while it is written.';
  return [nodeError('ai_stream', '/stream', message)];
}

/** Reports parameters that the node sets itself, and two limits of which servers take one. */
export function checkParameters({ parameters = {}, maxTokens, maxCompletionTokens }: AiNode): NodeProblem[] {
  const own = Object.keys(parameters).flatMap((name) => {
    const reason = OWN_PARAMETERS.get(name);
    const path = `/parameters/${toPointerToken(name)}`;
    return reason ? [nodeError('ai_parameter', path, `${quote(name)} cannot be given here: ${reason}.`)] : [];
  });
  return maxTokens === undefined || maxCompletionTokens === undefined
    ? own
    : [
        ...own,
        nodeError('ai_token_limits', '/maxCompletionTokens', 'Set only one maximum number of tokens.'),
      ];
}

/** A reply that does not match the schema, and why not. */
export type Repair = { reply: Json; violations: readonly string[] };

/** What a request says besides the instructions: its messages, and the tools that the model may call. */
type Said = { messages: JsonObject[]; tools: JsonObject[] };

type RoundRendering = Rendering & Pick<NodeContext, 'isDisclosed'>;

/** A server that is asked. A request fails with a reason if the URL is invalid or there are no messages. */
export type Server = {
  request(rendering: RoundRendering, say: () => Said, repair?: Repair): RenderedRequest;
  modelName(rendering: Rendering): string;
};

/** Compiles the servers that a node asks, with the instructions and parameters that both get. */
export function compileServers(node: AiNode, compiler: Compiler): { main: Server; fallback: Server | null } {
  const main = compileEndpoint(node, compiler, '');
  const common = compileCommon(node, compiler);
  const fallback = node.fallback && compileEndpoint(node.fallback, compiler, '/fallback');
  return {
    main: toServer(node, main, common),
    fallback: fallback ? toServer(node, fallback, common) : null,
  };
}

type Endpoint = ReturnType<typeof compileEndpoint>;
type Common = ReturnType<typeof compileCommon>;

/** `path` is the JSON pointer of the fields within the node. */
function compileEndpoint(
  { connection, url: endpoint = '', model, apiKey }: ServerFields,
  compiler: Compiler,
  path: string,
) {
  const url = connection === undefined ? compileUrl(compiler, `${path}/url`, endpoint) : toCompletions;
  return {
    connection,
    url,
    model: model === undefined ? null : compiler.text(`${path}/model`, model),
    apiKey: apiKey === undefined ? null : compiler.outgoing(`${path}/apiKey`, apiKey),
  };
}

function toCompletions(): ReturnType<ReturnType<typeof compileUrl>> {
  return { ok: true, value: { text: COMPLETIONS } };
}

function compileCommon({ system, parameters }: AiNode, compiler: Compiler) {
  return {
    system: system === undefined ? null : compiler.text('/system', system),
    parameters: parameters && compiler.data('/parameters', parameters),
  };
}

function toServer(node: AiNode, endpoint: Endpoint, { system, parameters }: Common): Server {
  const { connection, url, model, apiKey } = endpoint;
  const modelName: Server['modelName'] = (rendering) => (model ? renderText(model, rendering).trim() : '');
  const request: Server['request'] = (rendering, say, repair) => {
    const address = url(rendering);
    if (!address.ok) return refuse('invalid_url', address.reason);
    const { messages, tools } = say();
    if (messages.length === 0) return refuse('empty_prompt', 'The prompt is empty.');
    const key = apiKey && placeInText(renderText(apiKey, rendering), toBearer);
    if (key && !isHeaderValue(key.text)) return refuse('invalid_header', explainHeader('the API key'));
    const rules = system && renderText(system, rendering);
    const extra = parameters && renderData(parameters, rendering);
    const name = modelName(rendering);
    // The connection has a model of its own.
    const named = name !== '' || connection === undefined ? { model: name } : {};
    const stream = node.stream === true && rendering.isDisclosed;
    const own = toBody({ ...node, stream }, named, [
      ...(rules ? [{ role: 'system', content: rules }] : []),
      ...messages,
      ...(repair ? toRepairMessages(repair) : []),
    ]);
    const asked = { ...own, ...(tools.length > 0 && { tools }) };
    const body = { ...(isJsonObject(extra) && extra), ...asked };
    return {
      ok: true,
      value: {
        method: 'POST',
        ...(connection !== undefined && { connection }),
        ...joinPlaces({
          url: address.value,
          headers: {
            'content-type': { text: 'application/json' },
            accept: { text: stream ? 'text/event-stream' : 'application/json' },
            ...(key?.text && { authorization: key }),
          },
          body: { text: JSON.stringify(body) },
        }),
        timeoutMs: node.timeoutMs,
        maxAttempts: node.retry.attempts,
        // A model has no effect that could happen twice.
        ...(node.retry.attempts > 1 && { repeats: true }),
        ...(node.limits?.cost !== undefined && { priced: true as const }),
        ...(stream && { streamed: true as const }),
      },
    };
  };
  return { request, modelName };
}

/** The value of the header `Authorization`; empty without a key. */
function toBearer(key: string): string {
  const value = toHeaderValue(key);
  return value && `Bearer ${value}`;
}

/** The messages that ask for a correction. */
export function toRepairMessages({ reply, violations }: Repair): JsonObject[] {
  const list = violations.map((violation) => `- ${violation}`).join('\n');
  const request = 'Reply again with the complete corrected JSON, and nothing else.';
  return [
    { role: 'assistant', content: cutText(JSON.stringify(reply), MAX_REPLY_CHARS) },
    { role: 'user', content: `The reply does not match the JSON Schema:\n${list}\n${request}` },
  ];
}

function toBody(
  { temperature, maxTokens, maxCompletionTokens, schema, stream }: AiNode,
  named: { model?: string },
  messages: Json,
): JsonObject {
  return {
    ...named,
    messages,
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(maxCompletionTokens !== undefined && { max_completion_tokens: maxCompletionTokens }),
    ...(schema && {
      response_format: { type: 'json_schema', json_schema: { name: SCHEMA_NAME, schema } },
    }),
    ...(stream && { stream, stream_options: { include_usage: true } }),
  };
}

function refuse(code: string, reason: string): RenderedRequest {
  return { ok: false, code, reason };
}
