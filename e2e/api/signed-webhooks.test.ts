import { afterAll, beforeAll } from 'vitest';
import { describeSignedWebhooks } from './signed-webhooks';
import { type OpenTarget, openTarget } from './support/open-target';

let target: OpenTarget;

beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

describeSignedWebhooks(() => target);
