import { describe, expect, it } from 'vitest';
import type { MessageView } from '@/app/_features/session/view';
import type { TraceStep } from '@/server/engine/protocol';
import { assignMessages } from './assign-messages';

const step = (nodeId: string) => ({ nodeId }) as TraceStep;
const message = (seq: number, nodeId: string | null, turnNo = 2) =>
  ({ seq, nodeId, turnNo, direction: nodeId === null ? 'inbound' : 'outbound' }) as MessageView;

describe('the messages of steps', () => {
  it('belong to the visits of a node in order, and to this turn', () => {
    const trace = {
      steps: [step('ask'), step('repeat'), step('ask')],
      visits: 3,
      expressionSteps: 0,
      failure: null,
    };
    const messages = [
      message(1, 'ask', 1),
      message(2, null),
      message(3, 'repeat'),
      message(4, 'repeat'),
      message(5, 'ask'),
      message(6, 'gone'),
    ];
    const assigned = assignMessages({ no: 2, trace }, messages);
    expect([...assigned].map(([at, lines]) => [at, lines.map(({ seq }) => seq)])).toEqual([
      [1, [3, 4]],
      [2, [5]],
    ]);
  });
});
