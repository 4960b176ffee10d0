import { afterAll, beforeAll } from 'vitest';
import { describeDialect } from '../dialect-suite';
import { type OpenTarget, openTarget } from '../support/open-target';
import { openUmiDialect } from './open-dialect';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeDialect('umi', () => target, openUmiDialect);
