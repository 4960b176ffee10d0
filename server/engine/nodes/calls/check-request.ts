import { toPointerToken } from '../../compile/compiler';
import { quote } from '../../data/quote';
import { type NodeProblem, nodeError, nodeWarning } from '../../definition/problem';
import { explainHeader, isHeaderValue } from './header-value';
import { findPathDefect } from './place-in-path';
import { isWebAddress } from './place-in-url';

const EXPRESSION = /\{\{[\s\S]*?\}\}/g;
/** A complete query, or a variable that is named like a path, which is probably not one segment. */
const WHOLE_QUERY = /\?(\{\{(?!\s*(?:\$raw|encodeURIComponent)\()[^}]*\}\})(?:[&#]|$)/;
const WHOLE_PATH = /[^/]\/(\{\{\s*(?:\w+\.)*\w*(?:path|url|uri)\s*\}\})/i;

/** Reports a URL that is none, and expressions whose encoded value is probably not meant. */
export function checkUrl(url: string, path = '/url'): NodeProblem[] {
  if (!url.includes('{{') && !isWebAddress(url))
    return [nodeError('http_url', path, 'The URL must start with http:// or https://.')];
  return checkEncoding(url, path);
}

/** Reports a path that leads out of its connection, and expressions whose encoded value is probably not meant. */
export function checkPath(url: string): NodeProblem[] {
  const defect = findPathDefect(url.replace(EXPRESSION, 'x').trim());
  return defect === null
    ? checkEncoding(url, '/url')
    : [nodeError('connection_path', '/url', `${quote(url)} ${defect}`)];
}

function checkEncoding(url: string, path: string): NodeProblem[] {
  const found = WHOLE_QUERY.exec(url)?.[1] ?? WHOLE_PATH.exec(url)?.[1];
  if (found === undefined) return [];
  const message = `The value of ${found} is percent-encoded; use $raw() if it is more than one segment or value.`;
  return [nodeWarning('url_encoded', path, message)];
}

/** The names of headers that carry a credential. */
const CREDENTIAL = /^(?:proxy-)?authorization$|api[-_]?key|token|secret/i;
const IN_FLOW =
  'This key stands in the flow, where everyone who can read the flow sees it. Store it under Settings, Secrets, and write {{ $secret.NAME }} here.';

/** Reports a credential that is written into the flow. */
export function checkCredential(path: string, value: string | undefined): NodeProblem[] {
  return value === undefined || value.includes('{{')
    ? []
    : [nodeWarning('credential_in_flow', path, IN_FLOW)];
}

/** Reports headers whose fixed text cannot be sent, and credentials in them. */
export function checkHeaders(headers: Readonly<Record<string, string>>): NodeProblem[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    isHeaderValue(value.replace(EXPRESSION, '').replace(/[\r\n]/g, ''))
      ? checkCredential(`/headers/${toPointerToken(name)}`, CREDENTIAL.test(name) ? value : undefined)
      : [nodeError('http_header', `/headers/${toPointerToken(name)}`, explainHeader(quote(name)))],
  );
}
