import { type Compiler, toPointerToken } from '../../compile/compiler';
import { setOwn } from '../../data/set-own';
import type { NodeOf } from '../../definition/node';
import { renderData, renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { joinPlaces } from '../../secrets/join-places';
import { type PlacedText, placeInForm, placeInJson, placeInText } from '../../secrets/place-secrets';
import type { ParsedTemplate } from '../../template/parse-template';
import { isHeaderValue, refuseHeader, toHeaderValue } from './header-value';
import type { RenderedRequest } from './outgoing-call';
import type { Fields } from './place-in-url';
import { compilePath, compileUrl } from './url-template';

type HttpNode = NodeOf<'http'>;
type Body = PlacedText & { contentType: string };

const METHODS_WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The largest number of redirects that are followed where the author allows them. */
const MOST_REDIRECTS = 5;

/** Compiles the request of a call. Rendering fails with a reason if the URL or a header is invalid. */
export function compileRequest(
  node: HttpNode,
  compiler: Compiler,
): (rendering: Rendering) => RenderedRequest {
  const { connection } = node;
  const url = (connection === undefined ? compileUrl : compilePath)(compiler, '/url', node.url);
  const query = compileFields(node.query, compiler, '/query');
  const headers = compileFields(node.headers, compiler, '/headers');
  const body = compileBody(node.body, compiler);
  const { method, timeoutMs, retry, followRedirects } = node;
  return (rendering) => {
    const address = url(rendering, query(rendering));
    if (!address.ok) return { ok: false, code: 'invalid_url', reason: address.reason };
    const sent = METHODS_WITHOUT_BODY.has(method) ? null : body(rendering);
    const given = toHeaders(headers(rendering), sent);
    const refused = Object.keys(given).find((name) => !isHeaderValue(given[name]?.text ?? ''));
    if (refused !== undefined) return refuseHeader(refused);
    return {
      ok: true,
      value: {
        method,
        ...(connection !== undefined && { connection }),
        ...joinPlaces({ url: address.value, headers: given, body: sent }),
        timeoutMs,
        maxAttempts: retry.attempts,
        ...(followRedirects && { redirects: MOST_REDIRECTS }),
        ...(retry.afterSending && { repeats: true }),
      },
    };
  };
}

function compileFields(fields: Record<string, string>, compiler: Compiler, path: string) {
  const compiled = Object.entries(fields).map(([name, value]): [string, ParsedTemplate] => [
    name,
    compiler.outgoing(`${path}/${toPointerToken(name)}`, value),
  ]);
  return (rendering: Rendering): Fields =>
    compiled.map(([name, value]) => [name, renderText(value, rendering)]);
}

/** Headers of the author override defaults. */
function toHeaders(fields: Fields, body: Body | null): Record<string, PlacedText> {
  const headers: Record<string, PlacedText> = {};
  if (body) headers['content-type'] = { text: body.contentType };
  for (const [name, value] of fields) setOwn(headers, name.toLowerCase(), placeInText(value, toHeaderValue));
  return headers;
}

function compileBody(body: HttpNode['body'], compiler: Compiler): (rendering: Rendering) => Body | null {
  switch (body?.type) {
    case undefined:
      return () => null;
    case 'json': {
      const value = compiler.outgoingData('/body/value', body.value);
      return (rendering) => ({
        contentType: 'application/json',
        ...placeInJson(renderData(value, rendering)),
      });
    }
    case 'form': {
      const fields = compileFields(body.fields, compiler, '/body/fields');
      return (rendering) => ({
        contentType: 'application/x-www-form-urlencoded',
        ...placeInForm(fields(rendering)),
      });
    }
    case 'text': {
      const text = compiler.outgoing('/body/text', body.text);
      const contentType = body.contentType ?? 'text/plain; charset=utf-8';
      return (rendering) => ({ contentType, ...placeInText(renderText(text, rendering)) });
    }
  }
}
