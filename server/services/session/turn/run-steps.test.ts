import { describe, expect, it } from 'vitest';
import { AT, compileFlows } from '@/server/engine/fixtures/converse';
import { initialState } from '@/server/engine/run';
import { runSteps } from './run-steps';
import type { TranscriptLine, TurnStep } from './turn-step';

const program = compileFlows({
  '': {
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: 'Name?' }],
        answer: { type: 'text' },
        variable: 'name',
        exits: {},
      },
    ],
  },
});

const started: TurnStep = { event: { type: 'started', at: AT, inputId: 'in-0', variables: {} } };
const say = (n: number): TurnStep => ({
  event: { type: 'message', at: AT + n, inputId: `in-${n}`, text: `text ${n}` },
});
const line: TranscriptLine = {
  direction: 'inbound',
  kind: 'text',
  content: { content: { type: 'text', text: 'text 2' }, text: 'text 2' },
  inputId: 'in-2',
  nodeId: null,
};

const run = (...steps: TurnStep[]) => runSteps(program, initialState('seed'), steps);

/** The state after the steps, of which every one is to be applied. */
function stateAfter(...steps: TurnStep[]) {
  const executed = run(...steps);
  if (executed.kind !== 'applied' || executed.steps.length !== steps.length) throw new Error('not applied');
  return executed.steps.at(-1)?.result.state ?? initialState('seed');
}

/** The inputs of the steps that were applied, or why none was. */
const outcomeOf = (executed: ReturnType<typeof runSteps>) =>
  executed.kind === 'applied' ? executed.steps.map(({ step }) => step.event.at - AT) : executed.outcome;

describe('the steps of one commit', () => {
  it('leave out what comes after the step that ended the flow', () => {
    expect(outcomeOf(run(started, say(1), say(2)))).toEqual([0, 1]);
    expect(outcomeOf(run(started, say(1), say(2), say(3)))).toEqual([0, 1]);
  });

  it.each([
    ['is to be kept', { isKept: true as const }],
    ['has lines for the transcript', { lines: [line] }],
  ])('keep a step after the end that %s, which changes nothing', (_, more) => {
    const executed = run(started, say(1), { ...say(2), ...more });
    expect(outcomeOf(executed)).toEqual([0, 1, 2]);
    const last = executed.kind === 'applied' ? executed.steps.at(-1) : undefined;
    expect(last?.step).toEqual({ ...say(2), ...more });
    expect(last?.result).toEqual({
      state: stateAfter(started, say(1)),
      messages: [],
      effects: [],
      trace: { steps: [], visits: 0, expressionSteps: 0, failure: null },
      outcome: { kind: 'applied' },
    });
  });

  it('are refused if the flow had ended before the first of them', () => {
    const ended = stateAfter(started, say(1));
    for (const step of [say(2), { ...say(2), isKept: true as const }])
      expect(outcomeOf(runSteps(program, ended, [step]))).toEqual({ kind: 'refused', reason: 'finished' });
  });

  it('are all refused if the flow cannot take one of them for another reason', () => {
    const completed: TurnStep = {
      event: { type: 'transfer.completed', at: AT + 1, inputId: 'in-1', status: 'success' },
    };
    expect(outcomeOf(run(started, completed, say(2)))).toEqual({
      kind: 'refused',
      reason: 'wrong_input',
      expected: 'text',
    });
  });

  it('are nothing to do if there are none', () => {
    expect(outcomeOf(run())).toEqual({ kind: 'ignored', reason: 'there is nothing to do' });
  });
});
