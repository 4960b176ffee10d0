import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * console/own-host: with PARLEY_PUBLIC_URL, the console answers under that host alone, and code behind this guard sees the
 * host and scheme of the public URL.
 */

export type HostGuardOptions = {
  /** The public URL; undefined leaves requests unchanged. */
  publicUrl: string | undefined;
  /** Trusts X-Forwarded-Host, which the proxy in front sets. */
  trustProxy: boolean;
};

const MISDIRECTED = 421;

/** Creates the guard of console requests. It answers a request for another host and returns false. */
export function createHostGuard({ publicUrl, trustProxy }: HostGuardOptions) {
  if (publicUrl === undefined) return () => true;
  const { host, protocol, origin } = new URL(publicUrl);
  return (request: Pick<IncomingMessage, 'headers'>, response: ServerResponse): boolean => {
    const { headers } = request;
    const asked = (trustProxy && headers['x-forwarded-host']?.toString()) || headers.host;
    if (toHost(asked, protocol) !== host) {
      refuse(headers.accept, response, origin);
      return false;
    }
    headers.host = host;
    headers['x-forwarded-host'] = host;
    headers['x-forwarded-proto'] = protocol.slice(0, -1);
    return true;
  };
}

// Some clients omit the default port of the scheme, others name it.
function toHost(asked: string | undefined, protocol: string): string | null {
  const url = `${protocol}//${asked}`;
  return asked && URL.canParse(url) ? new URL(url).host : null;
}

function refuse(accept: string | undefined, response: ServerResponse, origin: string): void {
  const sentence = `The console is at ${origin} and answers only under that host.`;
  const advice =
    'A proxy in front has to pass the Host header on, or X-Forwarded-Host with PARLEY_TRUST_PROXY=1.';
  const [type, body] = accept?.includes('text/html')
    ? ['text/plain', `${sentence}\n${advice}\n`]
    : [
        'application/json',
        JSON.stringify({ error: { code: 'wrong_host', message: `${sentence} ${advice}` } }),
      ];
  response.writeHead(MISDIRECTED, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' });
  response.end(body);
}
