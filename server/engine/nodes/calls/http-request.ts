import { type Compiler, toPointerToken } from '../../compile/compiler';
import { quote } from '../../data/quote';
import { setOwn } from '../../data/set-own';
import type { NodeOf } from '../../definition/node';
import { renderData, renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import type { ParsedTemplate } from '../../template/parse-template';
import type { RenderedRequest } from './outgoing-call';

type HttpNode = NodeOf<'http'>;
type Body = { contentType: string; text: string };

const METHODS_WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Compiles the request of a call. Rendering fails with a reason if the URL is invalid. */
export function compileRequest(
  node: HttpNode,
  compiler: Compiler,
): (rendering: Rendering) => RenderedRequest {
  const url = compiler.text('/url', node.url);
  const query = compileFields(node.query, compiler, '/query');
  const headers = compileFields(node.headers, compiler, '/headers');
  const body = compileBody(node.body, compiler);
  const { method, timeoutMs, retry } = node;
  return (rendering) => {
    const address = toAddress(renderText(url, rendering).trim(), query(rendering));
    if (!address) {
      const reason = `${quote(node.url)} is not an http or https URL.`;
      return { ok: false, code: 'invalid_url', reason };
    }
    const sent = METHODS_WITHOUT_BODY.has(method) ? null : body(rendering);
    return {
      ok: true,
      value: {
        method,
        url: address,
        headers: toHeaders(headers(rendering), sent),
        body: sent?.text ?? null,
        timeoutMs,
        maxAttempts: retry.attempts,
      },
    };
  };
}

/** True for an http or https URL. */
export function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url) && URL.canParse(url);
}

type Fields = [string, string][];

function compileFields(fields: Record<string, string>, compiler: Compiler, path: string) {
  const compiled = Object.entries(fields).map(([name, value]): [string, ParsedTemplate] => [
    name,
    compiler.text(`${path}/${toPointerToken(name)}`, value),
  ]);
  return (rendering: Rendering): Fields =>
    compiled.map(([name, value]) => [name, renderText(value, rendering)]);
}

function toAddress(url: string, query: Fields): string | null {
  if (!isWebAddress(url)) return null;
  const address = new URL(url);
  for (const [name, value] of query) address.searchParams.append(name, value);
  return address.href;
}

/** Replaces line breaks, which could inject another header, with spaces. */
export function toHeaderValue(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

/** Headers of the author override defaults. */
function toHeaders(fields: Fields, body: Body | null): Record<string, string> {
  const headers: Record<string, string> = {};
  if (body) headers['content-type'] = body.contentType;
  for (const [name, value] of fields) setOwn(headers, name.toLowerCase(), toHeaderValue(value));
  return headers;
}

function compileBody(body: HttpNode['body'], compiler: Compiler): (rendering: Rendering) => Body | null {
  switch (body?.type) {
    case undefined:
      return () => null;
    case 'json': {
      const value = compiler.data('/body/value', body.value);
      return (rendering) => ({
        contentType: 'application/json',
        text: JSON.stringify(renderData(value, rendering)),
      });
    }
    case 'form': {
      const fields = compileFields(body.fields, compiler, '/body/fields');
      return (rendering) => ({
        contentType: 'application/x-www-form-urlencoded',
        text: new URLSearchParams(fields(rendering)).toString(),
      });
    }
    case 'text': {
      const text = compiler.text('/body/text', body.text);
      const contentType = body.contentType ?? 'text/plain; charset=utf-8';
      return (rendering) => ({ contentType, text: renderText(text, rendering) });
    }
  }
}
