import type { Json } from '@/server/engine/json';
import type { HttpRequest, HttpResult, Trace, TraceStep } from '@/server/engine/protocol';
import { isJsonObject } from '@/server/shared/json';
import type { TurnView } from '../view';

/** Replaces a credential. */
export const MASK = '••••••';

// Names of credentials in headers, query parameters and bodies.
const SECRET =
  /authorization|cookie|token|secret|password|passwd|passphrase|credential|signature|private[-_]?key|api[-_]?key|x[-_].{0,50}[-_]key|^key$|^sig$/i;

// Longer names are masked unseen: the pattern is tried at every character.
const MAX_NAME_CHARS = 200;

/** Tells whether a name is that of a credential. */
export function isSecret(name: string): boolean {
  return name.length > MAX_NAME_CHARS || SECRET.test(name);
}

/** Masks the credentials in the requests and responses of a turn; their names stay. */
export function maskTurn(turn: TurnView): TurnView {
  const { event, trace } = turn;
  return { ...turn, event: maskEvent(event), trace: maskTrace(trace) };
}

/** Masks the credentials in the requests and responses of a trace before it is stored; their names stay. */
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

/** Masks the credentials in a request. */
export function maskRequest(request: HttpRequest): HttpRequest {
  const { url, headers, body } = request;
  return { ...request, url: maskUrl(url), headers: maskHeaders(headers), body: body && maskText(body) };
}

/** Masks the credentials in a response. */
export function maskResult(result: HttpResult): HttpResult {
  return { ...result, headers: maskHeaders(result.headers), body: maskJson(result.body) };
}

/** Masks the credentials in the event of a turn: the response of a call. */
export function maskEvent(event: Json): Json {
  if (!isJsonObject(event)) return event;
  if (event.type === 'effect.succeeded') return { ...event, result: maskResponse(event.result ?? null) };
  if (event.type !== 'effect.failed' || !isJsonObject(event.error)) return event;
  const { response } = event.error;
  return response === undefined
    ? event
    : { ...event, error: { ...event.error, response: maskResponse(response) } };
}

function maskResponse(response: Json): Json {
  if (!isJsonObject(response)) return response;
  const { headers = null, body = null } = response;
  return { ...response, headers: maskJson(headers), body: maskJson(body) };
}

/** Masks the values of headers that hold a credential. */
export function maskHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? MASK : value]),
  );
}

/** Where a call goes, for people: its masked URL, or its connection and the masked path. */
export function describeTarget({ connection, url }: HttpRequest): string {
  return connection === undefined ? maskUrl(url) : `${connection} ${maskUrl(url)}`;
}

/** No address has this origin; it stands before the path of a call over a connection. */
const NO_ORIGIN = 'http://connection.invalid';

/** Masks the password and the credential parameters of a URL or a path; other text stays as it is. */
export function maskUrl(text: string): string {
  if (/^[/?](?!\/)/.test(text))
    return maskUrl(NO_ORIGIN + text).replace(/^http:\/\/connection\.invalid(?:\/(?=\?))?/, '');
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

/** Masks the texts under every key that names a credential, at any depth. */
export function maskJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(maskJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      typeof child === 'string' && isSecret(key) ? MASK : maskJson(child),
    ]),
  );
}
