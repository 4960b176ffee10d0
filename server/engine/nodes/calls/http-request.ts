import { type Compiler, toPointerToken } from '../../compile/compiler';
import { setOwn } from '../../data/set-own';
import type { NodeOf } from '../../definition/node';
import { renderData, renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import type { ParsedTemplate } from '../../template/parse-template';
import { isHeaderValue, refuseHeader, toHeaderValue } from './header-value';
import type { RenderedRequest } from './outgoing-call';
import { compileUrl } from './url-template';

type HttpNode = NodeOf<'http'>;
type Body = { contentType: string; text: string };

const METHODS_WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The largest number of redirects that are followed where the author allows them. */
const MOST_REDIRECTS = 5;

/** Compiles the request of a call. Rendering fails with a reason if the URL or a header is invalid. */
export function compileRequest(
  node: HttpNode,
  compiler: Compiler,
): (rendering: Rendering) => RenderedRequest {
  const url = compileUrl(compiler, '/url', node.url);
  const query = compileFields(node.query, compiler, '/query');
  const headers = compileFields(node.headers, compiler, '/headers');
  const body = compileBody(node.body, compiler);
  const { method, timeoutMs, retry, followRedirects } = node;
  return (rendering) => {
    const address = url(rendering);
    if (!address.ok) return { ok: false, code: 'invalid_url', reason: address.reason };
    for (const [name, value] of query(rendering)) address.value.searchParams.append(name, value);
    const sent = METHODS_WITHOUT_BODY.has(method) ? null : body(rendering);
    const given = toHeaders(headers(rendering), sent);
    const refused = Object.keys(given).find((name) => !isHeaderValue(given[name] ?? ''));
    if (refused !== undefined) return refuseHeader(refused);
    return {
      ok: true,
      value: {
        method,
        url: address.value.href,
        headers: given,
        body: sent?.text ?? null,
        timeoutMs,
        maxAttempts: retry.attempts,
        ...(followRedirects && { redirects: MOST_REDIRECTS }),
        ...(retry.afterSending && { repeats: true }),
      },
    };
  };
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
