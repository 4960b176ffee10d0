import { afterAll, beforeAll } from 'vitest';
import { type OpenTarget, openTarget } from '../support/open-target';
import { describeFlowrestExamples } from './seed-examples';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeFlowrestExamples(() => target);
