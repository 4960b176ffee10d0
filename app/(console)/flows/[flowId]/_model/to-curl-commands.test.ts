import { expect, it } from 'vitest';
import { toCurlCommands } from './to-curl-commands';

it('fills in the ids and leaves the key to the shell', () => {
  const { start, send, read } = toCurlCommands({ origin: 'https://talk.example', orgId: 'o1', flowId: 'f1' });
  expect(start).toBe(
    [
      "curl -X POST 'https://talk.example/cgw/process/v1/orgs/o1/flows/f1/sessions'",
      '-H "Authorization: Bearer $PARLEY_API_KEY"',
      "-H 'Content-Type: application/json'",
      `-d '{"variables":{}}'`,
    ].join(' \\\n  '),
  );
  expect(send).toContain('"https://talk.example/cgw/process/v1/orgs/o1/sessions/$SESSION_ID/messages"');
  expect(read.split('\n')).toHaveLength(2);
});

it('gives an example of each required input, quoted for the shell', () => {
  const inputs = {
    type: 'object',
    properties: {
      order: { type: 'string' },
      size: { enum: ["children's", 'large'] },
      count: { type: ['integer', 'null'] },
      note: { type: 'string' },
    },
    required: ['order', 'size', 'count'],
  };
  const { start } = toCurlCommands({ origin: 'https://talk.example', orgId: 'o1', flowId: 'f1', inputs });
  expect(start.split(' \\\n  ').at(-1)).toBe(
    String.raw`-d '{"variables":{"order":"text","size":"children'\''s","count":1}}'`,
  );
});
