import { afterAll, beforeAll } from 'vitest';
import { type OpenTarget, openTarget } from '../support/open-target';
import { describeConversations } from './conversation';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeConversations(() => target);
