import type { IncomingMessage, ServerResponse } from 'node:http';

/*
 * console/own-host: where PARLEY_PUBLIC_URL is set, the console answers under that host alone, and what reads the host or
 * the scheme of a request behind this guard reads those of the public address.
 */

export type HostGuardOptions = {
  /** The public address; undefined leaves requests as they are. */
  publicUrl: string | undefined;
  /** Believes X-Forwarded-Host, which a proxy in front wrote. */
  trustProxy: boolean;
};

const MISDIRECTED = 421;

/** Makes the guard of the console's requests: it answers those for another host itself and returns false then. */
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

// The port that belongs to the scheme is left out by some and named by others.
function toHost(asked: string | undefined, protocol: string): string | null {
  const url = `${protocol}//${asked}`;
  return asked && URL.canParse(url) ? new URL(url).host : null;
}

function refuse(accept: string | undefined, response: ServerResponse, origin: string): void {
  const sentence = `The console is at ${origin}, and answers under that host alone.`;
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
