import type { Compiler } from '../../compile/compiler';
import type { NodeOf } from '../../definition/node';
import type { Json, JsonObject } from '../../json';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { explainHeader, isHeaderValue, toHeaderValue } from './header-value';
import type { RenderedRequest } from './outgoing-call';
import { compileUrl } from './url-template';

type AiNode = NodeOf<'ai'>;

/** The wire format requires a name for the schema. */
const SCHEMA_NAME = 'reply';

/** Compiles the request to a model. Rendering fails with a reason if the URL is invalid or the prompt is empty. */
export function compileAiRequest(
  node: AiNode,
  compiler: Compiler,
): (rendering: Rendering) => RenderedRequest {
  const url = compileUrl(compiler, '/url', node.url);
  const model = compiler.text('/model', node.model);
  const prompt = compiler.text('/prompt', node.prompt);
  const apiKey = node.apiKey === undefined ? null : compiler.text('/apiKey', node.apiKey);
  const system = node.system === undefined ? null : compiler.text('/system', node.system);
  return (rendering) => {
    const address = url(rendering);
    if (!address.ok) return refuse('invalid_url', address.reason);
    const question = renderText(prompt, rendering);
    if (question.trim() === '') return refuse('empty_prompt', 'The prompt is empty.');
    const key = apiKey && toHeaderValue(renderText(apiKey, rendering));
    if (key && !isHeaderValue(key)) return refuse('invalid_header', explainHeader('the API key'));
    const rules = system && renderText(system, rendering);
    const body = toBody(node, renderText(model, rendering).trim(), [
      ...(rules ? [{ role: 'system', content: rules }] : []),
      { role: 'user', content: question },
    ]);
    return {
      ok: true,
      value: {
        method: 'POST',
        url: address.value.href,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(key && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
        timeoutMs: node.timeoutMs,
        maxAttempts: node.retry.attempts,
        // A model has no effect that could happen twice.
        ...(node.retry.attempts > 1 && { repeats: true }),
      },
    };
  };
}

function toBody({ temperature, maxTokens, schema }: AiNode, model: string, messages: Json): JsonObject {
  return {
    model,
    messages,
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(schema && {
      response_format: { type: 'json_schema', json_schema: { name: SCHEMA_NAME, schema } },
    }),
  };
}

function refuse(code: string, reason: string): RenderedRequest {
  return { ok: false, code, reason };
}
