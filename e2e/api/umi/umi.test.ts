import { afterAll, beforeAll } from 'vitest';
import { describeLifecycle } from './lifecycle';
import { describeLists } from './lists';
import { type OpenUmiTarget, openUmiTarget } from './open-umi-target';
import { describeRequests } from './requests';
import { describeSeedExamples } from './seed-examples';

let target: OpenUmiTarget;

beforeAll(async () => {
  target = await openUmiTarget();
});
afterAll(() => target.close());

describeSeedExamples(() => target);
describeRequests(() => target);
describeLifecycle(() => target);
describeLists(() => target);
