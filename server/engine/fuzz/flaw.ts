import type { TestStep } from '../flow-test/test-document';
import type { TestSession } from '../flow-test/test-session';
import { toNodeKey } from '../replay/replay-step';
import type { SessionState } from '../session';

/*
 * What can be wrong with a conversation:
 * crash: the engine itself fails.
 * failed: the session fails, because a node or a flow is missing, or an input or output is not as declared.
 * bound: the session fails, or goes on without end, because it needs more than the limits of a turn.
 * silent: a person writes and hears nothing, and nothing is under way.
 * dead_end: whatever people do, the conversation does not go on, or it reaches neither an end nor a person.
 * untaken: nobody took an exit of a node that people reached.
 */
export type FlawKind = 'crash' | 'failed' | 'bound' | 'silent' | 'dead_end' | 'untaken';

/** A flaw and its cause. `code` says more: the code of the failure, the exit, or how a silent turn ends. */
export type Flaw = { kind: FlawKind; node: string; code: string };

/** Failures by a mistake in a flow, not by a limit. */
const MISTAKES: ReadonlySet<string> = new Set([
  ...['flow_missing', 'node_missing', 'invalid_input', 'invalid_output'],
]);
const WRITTEN: ReadonlySet<TestStep['type']> = new Set(['say', 'choose', 'fill']);

type Taken = {
  session: TestSession;
  /** The index of the first step of the session that the person's step led to. */
  from: number;
  /** What the person did; null for the start. */
  step: TestStep | null;
  /** The node that waited for it. */
  asked: string;
};

/** Finds what is wrong with a conversation after a step of a person. */
export function findFlaw({ session, from, step, asked }: Taken): Flaw | null {
  const state = session.state();
  const { failure } = state;
  if (failure) {
    const frame = state.frames.at(-1);
    const node = failure.nodeId === null || !frame ? asked : toNodeKey(frame.flow, failure.nodeId);
    return { kind: MISTAKES.has(failure.code) ? 'failed' : 'bound', node, code: failure.code };
  }
  if (session.isEndless()) return { kind: 'bound', node: standing(state) || asked, code: 'endless' };
  if (!step || !WRITTEN.has(step.type) || !isSilent(session, from)) return null;
  return { kind: 'silent', node: standing(state) || asked, code: state.status };
}

/** True if nothing was said and nothing is under way: the flow has ended, or waits for the person again. */
function isSilent(session: TestSession, from: number): boolean {
  const { wait, control, status } = session.state();
  const isUnderWay = wait !== null && wait.type !== 'input';
  if (isUnderWay || control === 'human' || status === 'running') return false;
  return session.steps
    .slice(from)
    .every(
      ({ result: { messages, effects } }) =>
        messages.every(({ text }) => text === '') && effects.every(({ type }) => type !== 'suggest'),
    );
}

function standing({ frames }: SessionState): string {
  const frame = frames.at(-1);
  return frame ? toNodeKey(frame.flow, frame.node ?? '') : '';
}

/** The name of a cause: findings of one cause are one finding. */
export function toCause({ kind, node, code }: Flaw): string {
  return `${kind} ${node} ${code}`;
}
