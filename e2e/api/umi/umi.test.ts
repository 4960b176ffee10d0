import { afterAll, beforeAll } from 'vitest';
import { type OpenUmiTarget, openUmiTarget } from './open-umi-target';
import { describeSeedExamples } from './seed-examples';

let target: OpenUmiTarget;

beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

describeSeedExamples(() => target);
