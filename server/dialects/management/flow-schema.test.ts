import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, openDirectMount } from '@/e2e/api/support/direct-mount';
import { validateFlow } from '@/server/engine/validate';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let accepts: (value: unknown) => boolean;

const BASE_URL = 'https://parley.example.com';
const read = (init: RequestInit = {}) => fetch(`${mount.baseUrl}/schemas/flow.json`, init);

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform, { publicUrl: `${BASE_URL}/` });
  const schema = (await (await read()).json()) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  accepts = (value) => validate(value);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

const EXAMPLES = ['prisma/seed', 'app/(console)/flows/_examples'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`),
);

describe('the JSON Schema of a flow', () => {
  it('is read without a credential, from any origin, and kept', async () => {
    const reply = await read();
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toContain('application/schema+json');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(await reply.json()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `${BASE_URL}/schemas/flow.json`,
    });
    const tag = reply.headers.get('etag') ?? '';
    expect((await read({ headers: { 'if-none-match': tag } })).status).toBe(304);
    expect(await (await read({ method: 'HEAD' })).text()).toBe('');
    expect((await read({ method: 'POST' })).status).toBe(405);
    expect((await fetch(`${mount.baseUrl}/schemas/other.json`)).status).toBe(404);
  });

  it.each(EXAMPLES)('accepts %s', (path) => {
    const example = JSON.parse(readFileSync(path, 'utf8'));
    expect(accepts(example)).toBe(true);
    expect(accepts({ $schema: `${BASE_URL}/schemas/flow.json`, ...example })).toBe(true);
    const definition = example.definition ?? example;
    const problems = validateFlow({ $schema: 'x', ...definition }).problems;
    expect(problems.filter(({ code }) => code === 'shape')).toEqual([]);
  });

  it('accepts tests, in files, in bundles and beside them', () => {
    const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
    const flow = {
      slug: 'a',
      name: 'A',
      definition,
      tests: [{ name: 'ends', expect: { status: 'completed' } }],
    };
    const faulty = { ...flow, tests: [{ name: 'ends', expect: { status: 'over' } }] };
    for (const [given, isValid] of [
      [flow, true],
      [faulty, false],
    ] as const) {
      expect(accepts({ format: 'parley.flow', ...given })).toBe(isValid);
      expect(accepts({ format: 'parley.bundle', flows: [given] })).toBe(isValid);
      expect(accepts({ format: 'parley.tests', tests: given.tests })).toBe(isValid);
    }
  });

  const end = { id: 'e', kind: 'end' };
  const flow = (...nodes: unknown[]) => ({ format: 1, start: 'e', nodes: [end, ...nodes] });
  const question = { id: 'q', kind: 'question', prompt: [{ type: 'text', text: 'a' }], variable: 'v' };

  it.each<[string, unknown]>([
    ['no object', []],
    ['no format', { start: 'e', nodes: [end] }],
    ['a newer format', { ...flow(), format: 2 }],
    ['no nodes', { ...flow(), nodes: [] }],
    ['an unknown field', { ...flow(), steps: [] }],
    ['an unknown kind', flow({ id: 'x', kind: 'no' })],
    ['an unknown field of a node', flow({ ...end, id: 'f', extra: 1 })],
    ['an invalid id', flow({ ...end, id: 'a b' })],
    ['an invalid exit', flow({ ...end, id: 'f', exits: { next: 'a b' } })],
    ['an exit without a name', flow({ ...end, id: 'f', exits: { '': 'e' } })],
    ['a question without an answer', flow(question)],
    ['an unknown answer', flow({ ...question, answer: { type: 'poem' } })],
    ['an answer out of bounds', flow({ ...question, answer: { type: 'rating', max: 11 } })],
    ['an empty message', flow({ id: 'm', kind: 'message', messages: [{ type: 'text', text: '' }] })],
    ['too many retries', flow({ ...question, answer: { type: 'text' }, retries: { max: 21 } })],
    ['an invalid variable', { ...flow(), variables: [{ name: '1a' }] }],
    ['an invalid language', { ...flow(), locale: 'english please' }],
    ['an unknown trigger', { ...flow(), triggers: [{ type: 'clock' }] }],
  ])('refuses %s, like validation', (_, definition) => {
    expect(accepts(definition)).toBe(false);
    expect(validateFlow(definition).problems).toContainEqual(expect.objectContaining({ code: 'shape' }));
  });

  it.each<[string, object]>([
    ['of another format', { format: 'other' }],
    ['with an unknown field', { extra: 1 }],
    ['with an invalid definition', { definition: {} }],
  ])('refuses a file %s', (_, wrong) => {
    const file = { format: 'parley.flow', slug: 'a', name: 'A', definition: flow() };
    expect(accepts(file)).toBe(true);
    expect(accepts({ ...file, ...wrong })).toBe(false);
  });

  it('accepts a bundle, and refuses one with an invalid flow', () => {
    const toBundle = (definition: object) => {
      return { format: 'parley.bundle', flows: [{ slug: 'a', name: 'A', definition }] };
    };
    expect(accepts(toBundle(flow()))).toBe(true);
    expect(accepts(toBundle({}))).toBe(false);
    expect(accepts({ ...toBundle(flow()), format: 'parley.flow' })).toBe(false);
    expect(accepts({ ...toBundle(flow()), flows: [] })).toBe(false);
  });
});
