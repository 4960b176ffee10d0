import { quoteForShell } from '@/app/_lib/quote-for-shell';
import { findInexactNumbers } from '@/server/shared/json-numbers';
import type { Operation } from './list-operations';

/** The values that the reader filled in. Parameters by `<in>:<name>`. */
export type Filled = {
  parameters: Readonly<Record<string, string>>;
  /** The body as text; empty for none. */
  body: string;
  file: File | null;
  /** The credential; empty for none. */
  secret: string;
};

/** A request that can be sent or written as a command. */
export type ReadyRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: { type: 'text'; text: string } | { type: 'file'; part: string; file: File } | null;
};

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'multipart/form-data';

/** The key of a parameter among the filled-in values. */
export function keyOf({ name, in: place }: { name: string; in: string }): string {
  return `${place}:${name}`;
}

/** The required parameters without a value. */
export function listMissing({ described }: Operation, { parameters }: Filled): string[] {
  return (described.parameters ?? [])
    .filter((parameter) => parameter.required && !parameters[keyOf(parameter)]?.trim())
    .map(({ name }) => name);
}

/** Builds the request from the filled-in values; empty ones are left out. The URL stays on `origin`. */
export function buildRequest(origin: string, operation: Operation, filled: Filled): ReadyRequest {
  const { method, path, described } = operation;
  const values = (place: string) =>
    (described.parameters ?? []).flatMap((parameter) => {
      const value = filled.parameters[keyOf(parameter)]?.trim() ?? '';
      return parameter.in === place && value !== '' ? [[parameter.name, value] as const] : [];
    });
  const pathname = values('path').reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const url = new URL(origin);
  url.pathname = pathname;
  const credential = toCredential(operation, filled.secret.trim());
  for (const [name, value] of [...values('query'), ...credential.query]) url.searchParams.append(name, value);
  const body = toBody(operation, filled);
  const headers = {
    ...credential.headers,
    ...(body?.type === 'text' && { 'Content-Type': JSON_TYPE }),
    ...Object.fromEntries(values('header')),
  };
  return { method: method.toUpperCase(), url: url.href, headers, body };
}

type Credential = { headers: Record<string, string>; query: (readonly [string, string])[] };

function toCredential({ credential }: Operation, secret: string): Credential {
  if (!credential || secret === '') return { headers: {}, query: [] };
  const { scheme } = credential;
  if (scheme.type === 'http') return { headers: { Authorization: `Bearer ${secret}` }, query: [] };
  return scheme.in === 'header'
    ? { headers: { [scheme.name]: secret }, query: [] }
    : { headers: {}, query: [[scheme.name, secret]] };
}

function toBody({ described }: Operation, { body, file }: Filled): ReadyRequest['body'] {
  const content = described.requestBody?.content;
  if (!content) return null;
  if (content[FORM_TYPE] && !content[JSON_TYPE]) return file && { type: 'file', part: 'file', file };
  return body.trim() === '' ? null : { type: 'text', text: body };
}

/** The placeholder of the secret in a command: a shell variable. */
export const SECRET_VARIABLE = '$PARLEY_API_KEY';

/** Formats a request, built with SECRET_VARIABLE as its secret, as a curl command. */
export function toCurl({ method, url, headers, body }: ReadyRequest): string {
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoteForShell(url)}`,
    ...Object.entries(headers).map(([name, value]) => toHeader(`${name}: ${value}`)),
    body?.type === 'text' && `-d ${quoteForShell(toOneLine(body.text))}`,
    body?.type === 'file' && `-F ${quoteForShell(`${body.part}=@${body.file.name}`)}`,
  ];
  return lines.filter(Boolean).join(' \\\n  ');
}

function toHeader(line: string): string {
  return line.endsWith(SECRET_VARIABLE) ? `-H "${line}"` : `-H ${quoteForShell(line)}`;
}

function toOneLine(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return findInexactNumbers(text, 1).length > 0 ? text : JSON.stringify(value);
  } catch {
    return text;
  }
}
