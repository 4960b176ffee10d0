import { expect, it } from 'vitest';
import { readFlowFile } from './read-flow-file';

const file = (text: string, name = 'My Airline.flow.json') => new File([text], name);
const FLOW = { format: 'parley.flow', slug: 'desk', name: 'Desk', definition: { nodes: [{}, {}] } };

it('reads an exported flow unchanged', async () => {
  const read = await readFlowFile(file(JSON.stringify(FLOW)));
  expect(read).toEqual({ ok: true, kind: 'flow', file: FLOW, slug: 'desk', summary: 'Desk, 2 nodes' });
});

it('reads a bundle unchanged', async () => {
  const bundle = { format: 'parley.bundle', flows: [FLOW, FLOW] };
  const read = await readFlowFile(file(JSON.stringify(bundle)));
  expect(read).toEqual({ ok: true, kind: 'bundle', bundle, summary: 'A bundle with 2 flows' });
});

it('names a bare definition after its file', async () => {
  const read = await readFlowFile(file('{ "nodes": [] }'));
  expect(read).toMatchObject({
    ok: true,
    slug: 'my-airline',
    file: { name: 'My Airline', definition: { nodes: [] } },
  });
});

it('names the line where a file stops being JSON', async () => {
  expect(await readFlowFile(file('{\n  "a": 1,\n}'))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('Line 3'),
  });
});

it('refuses a file without a flow or of excessive size', async () => {
  expect(await readFlowFile(file('{ "hello": 1 }'))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('not a flow'),
  });
  const heavy = {
    name: 'x.json',
    size: 19_000_000,
    text: () => Promise.reject(new Error('must not be read')),
  };
  expect(await readFlowFile(heavy)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('too large'),
  });
});
