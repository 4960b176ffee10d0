import type { Exit, NodeHandlers } from '../contract/node-behavior';
import { goTo, type NodeResult } from '../contract/node-result';
import { traceCall } from './outgoing-call';

/** The exit of a call that a new message of the person ends. */
export const INTERRUPTED = 'interrupted';

type Interruptible = { interruptible?: boolean | undefined };

/** The exit of an interruption, of a node that may be interrupted. */
export function listInterruptedExit({ interruptible }: Interruptible): Exit[] {
  return interruptible ? [{ name: INTERRUPTED, expected: true }] : [];
}

/** Ends the call of a node that may be interrupted; `leave` adds what the node forgets when it leaves. */
export function compileInterruption(
  { interruptible }: Interruptible,
  leave: (result: NodeResult) => NodeResult = (result) => result,
): NodeHandlers['resume'] {
  if (!interruptible) return {};
  return {
    interrupted: (_, context) => {
      context.notes.push('A new message came, so the call was canceled.');
      return leave({ trace: traceCall(context, {}), transition: goTo(INTERRUPTED) });
    },
  };
}
