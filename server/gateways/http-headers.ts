// These belong to the connection or are computed from the request.
const NOT_SENT = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Removes headers that authors may not set, and adds ours. */
export function toSentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !NOT_SENT.has(name.toLowerCase()));
  return { 'user-agent': 'Parley', ...Object.fromEntries(kept), 'accept-encoding': 'identity' };
}
