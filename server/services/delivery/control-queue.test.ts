import { expect, it } from 'vitest';
import { toControlQueueId, toThreadId } from './control-queue';

it.each([
  ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-c000-000000000001'],
  ['01890000-0000-7000-9fff-cccccccccccc', '01890000-0000-7000-dfff-cccccccccccc'],
  ['cccccccc-cccc-7ccc-accc-cccccccccccc', 'cccccccc-cccc-7ccc-eccc-cccccccccccc'],
  ['01890000-0000-7000-b000-000000000001', '01890000-0000-7000-f000-000000000001'],
])('the thread %s has the control queue %s (delivery/control-apart)', (threadId, queueId) => {
  expect(toControlQueueId(threadId)).toBe(queueId);
  expect([toThreadId(threadId), toThreadId(queueId)]).toEqual([threadId, threadId]);
});
