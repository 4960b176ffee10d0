import type { Json, JsonObject } from '@/server/engine/json';
import type { HttpRequest, HttpResult, Trace, TraceStep } from '@/server/engine/protocol';
import type { TurnView } from '../view';

/** Stands where a credential stood. */
export const MASK = '••••••';

// Words that name a credential in a header, a query parameter or a key of a body.
const SECRET =
  /authorization|cookie|token|secret|password|passwd|passphrase|credential|signature|private[-_]?key|api[-_]?key|x[-_].{0,50}[-_]key|^key$|^sig$/i;

// No name is as long as that, and every letter of it costs a look at what follows.
const MAX_NAME_CHARS = 200;

function isSecret(name: string): boolean {
  return name.length > MAX_NAME_CHARS || SECRET.test(name);
}

/** A turn as people may see it: credentials in what was sent and received are masked, their names stay. */
export function maskTurn(turn: TurnView): TurnView {
  const { event, trace } = turn;
  return { ...turn, event: maskEvent(event), trace: maskTrace(trace) };
}

/** A trace as it is kept: credentials in what was sent and received are masked, their names stay. */
export function maskTrace(trace: Trace): Trace {
  const hasCall = trace.steps.some(({ effect }) => effect);
  return hasCall ? { ...trace, steps: trace.steps.map(maskStep) } : trace;
}

function maskStep(step: TraceStep): TraceStep {
  const { effect } = step;
  if (!effect) return step;
  const { request, result, error } = effect;
  const masked = {
    ...effect,
    ...(request && { request: maskRequest(request) }),
    ...(result && { result: maskResult(result) }),
    ...(error?.response && { error: { ...error, response: maskResult(error.response) } }),
  };
  return { ...step, effect: masked };
}

function maskRequest(request: HttpRequest): HttpRequest {
  const { url, headers, body } = request;
  return { ...request, url: maskUrl(url), headers: maskHeaders(headers), body: body && maskText(body) };
}

function maskResult(result: HttpResult): HttpResult {
  return { ...result, headers: maskHeaders(result.headers), body: maskJson(result.body) };
}

// An answered call is kept as the event of its turn, too.
function maskEvent(event: Json): Json {
  if (!isObject(event)) return event;
  if (event.type === 'effect.succeeded') return { ...event, result: maskResponse(event.result ?? null) };
  if (event.type !== 'effect.failed' || !isObject(event.error)) return event;
  const { response } = event.error;
  return response === undefined
    ? event
    : { ...event, error: { ...event.error, response: maskResponse(response) } };
}

function maskResponse(response: Json): Json {
  if (!isObject(response)) return response;
  const { headers = null, body = null } = response;
  return { ...response, headers: maskJson(headers), body: maskJson(body) };
}

/** Masks the values of headers that carry a credential. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? MASK : value]),
  );
}

/** Masks the password of an address and the parameters that carry a credential; what is no address stays. */
export function maskUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const query = [...url.searchParams];
  const hasSecret = query.some(([name]) => isSecret(name));
  if (!hasSecret && url.password === '') return text;
  if (url.password !== '') url.password = MASK;
  const masked = query.map(([name, value]) => [name, isSecret(name) ? MASK : value]);
  if (hasSecret) url.search = new URLSearchParams(masked).toString();
  return url.href.replaceAll(encodeURIComponent(MASK), MASK);
}

function maskText(text: string): string {
  try {
    return JSON.stringify(maskJson(JSON.parse(text) as Json));
  } catch {
    return /^[^\s=&]+=/.test(text) ? maskForm(text) : text;
  }
}

function maskForm(text: string): string {
  const fields = text.split('&').map((field) => {
    const [name = ''] = field.split('=', 1);
    return isSecret(decodeName(name)) ? `${name}=${MASK}` : field;
  });
  return fields.join('&');
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Masks the texts that stand under a key naming a credential, however deep. */
export function maskJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(maskJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      typeof child === 'string' && isSecret(key) ? MASK : maskJson(child),
    ]),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
