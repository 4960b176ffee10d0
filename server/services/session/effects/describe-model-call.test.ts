import { expect, it } from 'vitest';
import type { HttpRequest } from '@/server/engine/protocol';
import { recordSpans } from '../../delivery/fixtures/recorded-spans';
import { describeModelRequest, describeModelResponse } from './describe-model-call';

const request = (body: string): HttpRequest => ({
  ...{ method: 'POST', url: 'https://models.test/v1/chat/completions', headers: {}, body },
  ...{ timeoutMs: 1_000, maxAttempts: 1 },
});

function describeCall(asked: string, answered: object) {
  const { tracer, spans } = recordSpans({});
  const span = tracer.start('effect', 'client');
  describeModelRequest(span, request(asked));
  const result = { status: 200, headers: {}, body: { ...answered }, durationMs: 1, attempts: 1 };
  describeModelResponse(span, { type: 'effect.succeeded', at: 0, effect: '1:0', result });
  span.end();
  return spans[0]?.attributes;
}

it('names the model and its tokens as OpenTelemetry does, and no message', () => {
  const usage = { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 };
  const asked = JSON.stringify({ model: 'small', messages: [{ role: 'user', content: 'a secret' }] });
  expect(describeCall(asked, { model: 'small-2026', usage })).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'small',
    'gen_ai.response.model': 'small-2026',
    'gen_ai.usage.input_tokens': 12,
    'gen_ai.usage.output_tokens': 5,
  });
});

it('names what there is', () => {
  expect(describeCall('no JSON', {})).toEqual({ 'gen_ai.operation.name': 'chat' });
});
