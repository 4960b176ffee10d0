import { describe } from 'vitest';
import type { Target } from '../support/target';
import { describeConversations } from './conversation';
import { describeEngine } from './engine';
import { describeEvents } from './events';
import { describeForms } from './forms';
import { describeKeys } from './keys';
import { describeRequests } from './requests';
import { describeSeedExamples } from './seed-examples';

/** Tests the complete chat API against any server. */
export function describeChat(target: () => Target): void {
  describe('the chat API', () => {
    describeSeedExamples(target);
    describeConversations(target);
    describeKeys(target);
    describeRequests(target);
    describeForms(target);
    describeEvents(target);
    describeEngine(target);
  });
}
