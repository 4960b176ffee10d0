import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { getSession } from '../get-session';
import { listEvents } from '../list-events';
import { startSession } from '../start-session';

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf'] as const;

/** Sets variables named like inherited properties, to values that equal those as JSON. */
const SETTING: FlowDefinitionInput = {
  format: 1,
  start: 'set',
  nodes: [
    {
      id: 'set',
      kind: 'set',
      assign: NAMES.map((variable) => ({ variable, value: '{}' })),
      exits: { next: 'ask' },
    },
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: '{{ __proto__ }}' }],
      answer: { type: 'text' },
      variable: 'said',
    },
  ],
};

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

describe('a variable with the name of an inherited property', () => {
  it('is stored, and reported as changed by its turn', async () => {
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, SETTING);
    const ctx = actIn(testEnv.platform, testEnv.orgId);
    const { session } = await startSession(ctx, { flowId });
    const json = '{"__proto__":{},"constructor":{},"toString":{},"valueOf":{}}';
    expect(JSON.stringify((await getSession(ctx, { sessionId: session.id })).variables)).toBe(json);
    const { events } = await listEvents(ctx, { sessionId: session.id, limit: 50 });
    const changed = events.flatMap((event) => (event.type === 'variables.changed' ? [event.data.set] : []));
    expect(JSON.stringify(changed)).toBe(`[${json}]`);
  });
});
