// They belong to the connection, or are computed from the request; an author cannot set them.
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

/** Leaves out the headers that are not an author's to set, and adds ours. */
export function toSentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !NOT_SENT.has(name.toLowerCase()));
  return { 'user-agent': 'Parley', ...Object.fromEntries(kept), 'accept-encoding': 'identity' };
}
