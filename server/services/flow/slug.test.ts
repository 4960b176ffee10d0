import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createFlow } from './create-flow';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

describe('the slug of a flow', () => {
  it('is unique for any number of flows with the same name', async () => {
    const own = actIn(testEnv.platform, testEnv.orgId);
    const slugs: string[] = [];
    for (let no = 0; no < 53; no++) slugs.push((await createFlow(own, { name: '予約' })).slug);
    expect(slugs.slice(0, 3)).toEqual(['flow', 'flow-2', 'flow-3']);
    expect(slugs.slice(50)).toEqual([
      expect.stringMatching(/^flow-[0-9a-f]{8}$/),
      expect.any(String),
      expect.any(String),
    ]);
    expect(new Set(slugs).size).toBe(53);
  });
});
