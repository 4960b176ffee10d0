import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { TestAnswer } from '@/server/engine/flow-test/test-document';
import { createTest } from '../_tests/_model/new-test';
import type { Tests } from '../_tests/_model/test-saver';

export type NodeTest = RouterOutputs['flow']['testNode'];
type Answer = NonNullable<NodeTest['answer']>;

const CODES = ['blocked', 'timeout', 'network', 'too_large', 'encoding', 'redirects'] as const;

/** The answer of a node's call as the stand-in of tests; null for a failure that no service causes, such as an unknown secret. */
export function toStandIn({ response, error }: Answer): TestAnswer | null {
  if (response) return { type: 'response', status: response.status, headers: {}, body: response.body };
  const code = CODES.find((each) => each === error?.code);
  return code && error ? { type: 'error', code, message: error.message.slice(0, 500) } : null;
}

/** The tests with a stand-in for a node: in the named test, in place of its other answers there, else in a new test. */
export function keepStandIn(tests: Tests, node: string, answer: TestAnswer, name: string | null): Tests {
  if (name === null) return [...tests, { ...createTest(tests), answers: { [node]: [answer] } }];
  return tests.map((test) =>
    test.name === name ? { ...test, answers: { ...test.answers, [node]: [answer] } } : test,
  );
}
