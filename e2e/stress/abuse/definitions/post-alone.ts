import { request } from 'node:http';
import type { Target } from '@/e2e/api/support/target';

/**
 * Posts a body on its own connection: a server that refuses a body closes the connection, which
 * must not be shared.
 */
export function postAlone<Body>({ baseUrl, apiKey }: Target, path: string, text: string): Promise<Body> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${baseUrl}${path}`, { method: 'POST', agent: false, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Body));
      response.once('error', reject);
    });
    // An error while the rest of a refused body is sent does not matter once there is a response.
    sent.on('error', reject);
    sent.end(text);
  });
}
