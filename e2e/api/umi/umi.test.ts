import { afterAll, beforeAll } from 'vitest';
import { describeUmi } from './describe-umi';
import { type OpenUmiTarget, openUmiTarget } from './open-umi-target';

let target: OpenUmiTarget;

beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

describeUmi(() => target);
