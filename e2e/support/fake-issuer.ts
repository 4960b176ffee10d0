import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Issuer = {
  url: string;
  /** Sets the person who signs in from now on. */
  become: (person: { email: string; verified: boolean }) => void;
  /** Sets claims that override those of every token from now on. */
  claim: (claims: Record<string, unknown>) => void;
  close: () => Promise<void>;
};

const CLIENT = 'parley-test';
const KEY_ID = 'k1';

/** Starts an OpenID Connect issuer on loopback that signs in the person set by `become` without asking. */
export async function startFakeIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  const nonces = new Map<string, string>();
  let claims: Record<string, unknown> = {};
  let url = '';

  const sign = (claims: object): string => {
    const body = [{ alg: 'RS256', typ: 'JWT', kid: KEY_ID }, claims].map(toPart).join('.');
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey).toString('base64url')}`;
  };

  const idToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    return sign({ iss: url, aud: CLIENT, nonce, iat: now, exp: now + 300, ...claims });
  };

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const code = randomUUID();
    nonces.set(code, query.get('nonce') ?? '');
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/authorize') return authorize(searchParams, response);
    if (pathname === '/keys') return sendJson(response, { keys: [jwk] });
    if (pathname !== '/token') return sendJson(response, toDiscovery(url));
    const code = new URLSearchParams(await readBody(request)).get('code') ?? '';
    sendJson(response, {
      access_token: 'at',
      token_type: 'Bearer',
      id_token: idToken(nonces.get(code) ?? ''),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const claim: Issuer['claim'] = (next) => {
    claims = next;
  };
  const become: Issuer['become'] = ({ email, verified }) =>
    claim({ sub: email.toLowerCase(), email, email_verified: verified });
  return { url, become, claim, close };
}

function toDiscovery(url: string) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function toPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
