import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Difference = RouterOutputs['flow']['addSessionTest']['difference'];

/** Where the conversation of a test is not that of its session, as a sentence; undefined if it is. */
export function explainDifference(difference: Difference): string | undefined {
  if (difference === null) return undefined;
  if (difference === 'steps') return 'It has the first part of the session alone.';
  if (difference === 'masked')
    return 'Its conversation is not quite that of the session, because credentials are left out.';
  return 'Its conversation is not quite that of the session. Look at it in the tests of the flow.';
}
