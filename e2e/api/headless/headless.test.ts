import { afterAll, beforeAll } from 'vitest';
import { type OpenTarget, openTarget } from '../support/open-target';
import { describeConversations } from './conversation';
import { describeExtensions } from './events';
import { describeIdempotency } from './idempotency';
import { describeRequests } from './requests';
import { describeSeedExamples } from './seed-examples';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeSeedExamples(() => target);
describeConversations(() => target);
describeIdempotency(() => target);
describeExtensions(() => target);
describeRequests(() => target);
