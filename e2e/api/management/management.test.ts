import { afterAll, beforeAll } from 'vitest';
import { type OpenTarget, openTarget } from '../support/open-target';
import { describeManagement } from './management';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeManagement(() => target);
