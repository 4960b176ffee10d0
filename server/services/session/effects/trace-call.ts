import type { EffectRow } from '@/server/db/effect/store';
import type { HttpRequest } from '@/server/engine/protocol';
import { EFFECT_OUTCOMES, type EffectKind, type EffectOutcome } from '@/server/gateways/telemetry/meters';
import type { Span } from '@/server/gateways/telemetry/tracer';
import type { TurnDeps } from '../turn/turn-input';
import { describeModelRequest, describeModelResponse } from './describe-model-call';
import type { CallEvent } from './to-call-event';

/**
 * Runs a call within its span and counts it. The span names the host or the connection, and no other part of the URL. Null means that this
 * process gave the call up.
 */
export async function traceCall(
  { meters }: TurnDeps,
  { orgId, sessionId, key, request }: EffectRow,
  span: Span,
  call: () => Promise<CallEvent | null>,
): Promise<CallEvent | null> {
  const kind = kindOf(request);
  const startedAt = performance.now();
  span.set('parley.org_id', orgId);
  span.set('parley.session_id', sessionId);
  span.set('parley.effect', key);
  span.set('parley.kind', kind);
  span.set('http.request.method', request.method);
  if (request.connection !== undefined) span.set('parley.connection', request.connection);
  else span.set('server.address', hostOf(request.url));
  if (kind === 'ai') describeModelRequest(span, request);
  try {
    const event = await call();
    if (event) meters.effect(kind, outcomeOf(event), performance.now() - startedAt);
    if (event?.type === 'effect.succeeded' && kind === 'ai') describeModelResponse(span, event);
    if (event) describeOutcome(span, event);
    else span.fail('given_up');
    return event;
  } finally {
    span.end();
  }
}

function describeOutcome(span: Span, event: CallEvent): void {
  const { attempts } = event.type === 'effect.succeeded' ? event.result : event.error;
  const status = event.type === 'effect.succeeded' ? event.result.status : event.error.response?.status;
  span.set('parley.attempts', attempts);
  if (status !== undefined) span.set('http.response.status_code', status);
  if (event.type === 'effect.failed') span.fail(event.error.code);
}

function outcomeOf(event: CallEvent): EffectOutcome {
  if (event.type === 'effect.succeeded') return 'ok';
  return EFFECT_OUTCOMES.find((outcome) => outcome === event.error.code) ?? 'network';
}

/** A call is counted as a model's if its path is that of chat completions, whichever node makes it. */
function kindOf({ url }: HttpRequest): EffectKind {
  return /\/chat\/completions(\?|$)/.test(url) ? 'ai' : 'http';
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
