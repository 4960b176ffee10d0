import { afterAll, beforeAll, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { putFlow } from '../put-flow';
import { publishFlow } from '../version/publish-flow';
import { importBundle } from './import-bundle';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const end = { id: 'e', kind: 'end' };
const ENDS = { format: 1, start: 'e', nodes: [end] };
const calling = (first: string, second?: string) => ({
  format: 1,
  start: 'c',
  nodes: [
    { id: 'c', kind: 'subflow', flow: first, exits: { next: second ? 'd' : 'e' } },
    ...(second ? [{ id: 'd', kind: 'subflow', flow: second, exits: { next: 'e' } }] : []),
    end,
  ],
});
const definitions = {
  a: calling('b'),
  b: calling('leaf', 'c'),
  c: calling('a'),
  user: calling('a'),
  leaf: ENDS,
};
const bundle = {
  format: 'parley.bundle',
  flows: Object.entries(definitions).map(([slug, definition]) => ({ slug, name: slug, definition })),
};

it('warns of flows that call each other while none of them is published', async () => {
  const warning = (flow: string, called: string, nodeId: string, index: number) => ({
    flow,
    severity: 'warning',
    code: 'mutual_calls',
    nodeId,
    path: `/nodes/${index}/flow`,
    message: `"${flow}" calls itself through "${called}", and neither is published. Publish them together.`,
  });
  const expected = [warning('a', 'b', 'c', 0), warning('b', 'c', 'd', 1), warning('c', 'a', 'c', 0)];
  expect((await importBundle(ctx, { bundle, dryRun: true })).problems).toEqual(expected);
  const { flows, problems } = await importBundle(ctx, { bundle });
  expect(problems).toEqual(expected);
  const idOf = (slug: string) => flows.find((flow) => flow.slug === slug)?.id ?? '';
  const publish = (slug: string) => publishFlow(ctx, { flowId: idOf(slug) });
  await publish('leaf');
  await expect(publish('a')).rejects.toMatchObject({ problem: { code: 'flow_invalid' } });
  await putFlow(ctx, { flowRef: 'b', definition: ENDS, mustExist: true });
  for (const slug of ['b', 'a', 'c']) await publish(slug);
  expect((await importBundle(ctx, { bundle, dryRun: true })).problems).toEqual([]);
  await importBundle(ctx, { bundle });
  expect((await publish('b')).number).toBe(2);
});
