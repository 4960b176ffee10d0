import type { EffectRow } from '@/server/db/effect/store';
import type { HttpRequest } from '@/server/engine/protocol';
import type { HttpAttempt, OutboundRequest } from '@/server/gateways/http-client';
import { sendRenewing, toUnsent } from '../../connection/send-renewing';
import { type OpenedRequest, openRequest } from '../../secret/open-request';
import { createScrub, createStartScrub, type HiddenValue } from '../../secret/scrub-secrets';
import type { TurnDeps } from '../turn/turn-input';
import { readModel } from './describe-model-call';
import { createCompletionReader } from './stream/read-completion';

type CallDeps = Pick<TurnDeps, 'db' | 'http' | 'secrets' | 'tokens' | 'tracer'>;
type Call = Omit<EffectRow, 'attempts'>;

/** `onText` receives the reply so far of a request that is streamed, whenever it grows. */
export type CallControl = { signal: AbortSignal; onText?: (text: string) => void };

/** The outcome of an attempt, and the request that was sent; null if none was. */
export type SentCall = { answer: HttpAttempt; sent: OutboundRequest | null };

/**
 * Makes one attempt of a call, with its secrets and what its connection has. A token that the service refuses is renewed once.
 * The time of the call also bounds the time in which its token is fetched.
 */
export async function sendCall(deps: CallDeps, job: Call, control: CallControl): Promise<SentCall> {
  const startedAt = performance.now();
  const left = () => Math.max(1, Math.ceil(job.request.timeoutMs - (performance.now() - startedAt)));
  return sendRenewing(
    () => openRequest(deps, job, left()),
    (opened) => sendOpened(deps, job, opened, { left, ...control }),
  );
}

type Sending = CallControl & { left: () => number };

async function sendOpened(
  deps: CallDeps,
  job: Call,
  opened: OpenedRequest,
  { left, signal, onText }: Sending,
): Promise<SentCall> {
  if (!opened.ok) return { answer: toUnsent(opened), sent: null };
  const { request, hidden, renew } = opened;
  // Only a token takes time that is noticed; every other call has its own timeout in its messages.
  const timeoutMs = renew ? Math.min(request.timeoutMs, left()) : request.timeoutMs;
  const sent = toSent(job, { ...request, timeoutMs }, deps.tracer.headers);
  const reader = sent.streamed && toReader(hidden, onText);
  const answer = createScrub(hidden)(await deps.http.send(sent, signal, reader));
  return { answer: nameModel(answer, job.request, sent), sent };
}

function toReader(hidden: readonly HiddenValue[], onText: CallControl['onText'] = () => undefined) {
  const scrub = createStartScrub(hidden);
  return createCompletionReader((text) => onText(scrub(text)));
}

/** Adds the idempotency key of all attempts and the trace headers; headers set by the author stay. */
function toSent(
  { sessionId, key }: Call,
  request: OutboundRequest,
  trace: Readonly<Record<string, string>>,
): OutboundRequest {
  const given = new Set(Object.keys(request.headers).map((name) => name.toLowerCase()));
  const ours = Object.entries({ 'Idempotency-Key': `${sessionId}:${key}`, ...trace });
  const added = ours.filter(([name]) => !given.has(name.toLowerCase()));
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(added) } };
}

/** Names the model in the result where the connection has chosen it. */
function nameModel(answer: HttpAttempt, asked: HttpRequest, sent: HttpRequest): HttpAttempt {
  if (answer.type !== 'result' || asked.body === sent.body || asked.connection === undefined) return answer;
  const model = readModel(sent);
  return model === readModel(asked) ? answer : { ...answer, result: { ...answer.result, model } };
}
