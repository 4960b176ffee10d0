import { afterAll, beforeAll } from 'vitest';
import { type OpenTarget, openTarget } from '../support/open-target';
import { describeConversations } from './conversation';
import { describeEngine } from './engine';
import { describeEvents } from './events';
import { describeForms } from './forms';
import { describeKeys } from './keys';
import { describeRequests } from './requests';
import { describeSeedExamples } from './seed-examples';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeSeedExamples(() => target);
describeConversations(() => target);
describeKeys(() => target);
describeRequests(() => target);
describeForms(() => target);
describeEvents(() => target);
describeEngine(() => target);
