import { readUsage } from '@/server/engine/nodes/ai/reply';
import type { EngineEvent, HttpRequest } from '@/server/engine/protocol';
import type { Span } from '@/server/gateways/telemetry/tracer';
import { isJsonObject } from '@/server/shared/json';

const MAX_NAME_CHARS = 200;

/** Sets what OpenTelemetry's conventions for generative models name of a request: the operation and the model. */
export function describeModelRequest(span: Span, request: HttpRequest): void {
  span.set('gen_ai.operation.name', 'chat');
  const model = readModel(request);
  if (model !== '') span.set('gen_ai.request.model', model.slice(0, MAX_NAME_CHARS));
}

/** Sets what they name of a response: the model that answered, and the tokens. */
export function describeModelResponse(
  span: Span,
  event: Extract<EngineEvent, { type: 'effect.succeeded' }>,
): void {
  const { body } = event.result;
  if (isJsonObject(body) && typeof body.model === 'string')
    span.set('gen_ai.response.model', body.model.slice(0, MAX_NAME_CHARS));
  const usage = readUsage(body, '');
  if (!usage) return;
  span.set('gen_ai.usage.input_tokens', usage.prompt_tokens);
  span.set('gen_ai.usage.output_tokens', usage.completion_tokens);
}

/** The model that a chat completion request names; empty if it names none. */
export function readModel({ body }: HttpRequest): string {
  try {
    const asked: unknown = JSON.parse(body ?? '');
    return isJsonObject(asked) && typeof asked.model === 'string' ? asked.model : '';
  } catch {
    return '';
  }
}
