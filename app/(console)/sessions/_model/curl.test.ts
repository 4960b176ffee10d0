import { describe, expect, it } from 'vitest';
import { curlNext, curlStart } from './curl';

const place = { origin: 'http://localhost:3000', orgId: 'ORG' };

describe('curl', () => {
  it('starts a session', () => {
    expect(curlStart({ ...place, flowId: 'FLOW' })).toMatchInlineSnapshot(`
      "curl -X POST 'http://localhost:3000/cgw/process/v1/orgs/ORG/flows/FLOW/sessions' \\
        -H "Authorization: Bearer $PARLEY_API_KEY" \\
        -H 'Content-Type: application/json' \\
        -d '{"variables":{}}'"
    `);
  });

  it.each([
    ['awaiting_input', '/messages', '"text"'],
    ['awaiting_transfer', '/messages', '"transferResult"'],
  ] as const)('continues from %s', (status, path, body) => {
    const request = curlNext({ ...place, sessionId: 'S', status });
    expect(request).toContain(`/sessions/S${path}'`);
    expect(request).toContain(body);
  });

  it('reads a session that takes no input', () => {
    expect(curlNext({ ...place, sessionId: 'S', status: 'completed' })).not.toContain('POST');
  });

  it('escapes quotes', () => {
    expect(curlStart({ ...place, flowId: "a'b" })).toContain("a'\\''b");
  });
});
