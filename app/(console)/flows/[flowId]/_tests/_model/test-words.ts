import type { Coverage } from '@/server/engine/flow-test/coverage';
import type { Expectation, Step, StepType } from './new-test';

/** The kinds of steps in words. */
export const STEP_WORDS: Record<StepType, string> = {
  say: 'Person writes',
  choose: 'Person chooses',
  fill: 'Person fills in a form',
  event: 'Event arrives',
  transfer: 'Transfer ends',
  pass: 'Time passes',
  set: 'Variables are set from outside',
  control: 'A person takes over or hands back',
};

/** What can be expected, in words. */
export const EXPECTED_WORDS: Record<keyof Expectation, string> = {
  messages: 'Messages',
  choices: 'Choices offered',
  path: 'Nodes passed',
  node: 'Node where it waits or ends',
  status: 'Status',
  variables: 'Variables',
  output: 'Output',
  events: 'Events sent',
  calls: 'Calls made',
  suggestions: 'Suggested replies',
};

export const STATUS_WORDS: Record<NonNullable<Expectation['status']>, string> = {
  running: 'Running',
  awaiting_input: 'Waits for the person',
  awaiting_transfer: 'With a person of the team',
  awaiting_timer: 'Waits for a time',
  awaiting_event: 'Waits for an event',
  completed: 'Completed',
  failed: 'Failed',
};

const TRANSFER_WORDS = { success: 'succeeds', failed: 'fails', hangup: 'ends by hanging up' };

/** A step as a short sentence. */
export function describeStep(step: Step): string {
  switch (step.type) {
    case 'say':
      return `Person writes “${step.text}”`;
    case 'choose':
      return `Person chooses “${[step.choice].flat().join('”, “')}”`;
    case 'fill':
      return `Person fills in ${Object.keys(step.values).join(', ') || 'a form'}`;
    case 'event':
      return `Event ${step.name} arrives`;
    case 'transfer':
      return `The transfer ${TRANSFER_WORDS[step.status]}`;
    case 'pass': {
      const { amount, unit } = step.time;
      return amount === 1 ? `1 ${unit.slice(0, -1)} passes` : `${String(amount)} ${unit} pass`;
    }
    case 'set':
      return `${Object.keys(step.variables).join(', ') || 'Variables'} set from outside`;
    case 'control':
      return step.by === 'person' ? 'A person of the team takes over' : 'The flow gets control back';
  }
}

/** How many tests pass, as a sentence. */
export function summarizeResults(results: readonly { failure: object | null }[]): string {
  const failed = results.filter(({ failure }) => failure !== null).length;
  if (results.length === 0) return 'No tests yet';
  if (results.length === 1) return failed === 0 ? 'The test passes' : 'The test fails';
  if (failed === 0) return `All ${count(results.length)} tests pass`;
  return `${count(failed)} of ${count(results.length)} tests ${failed === 1 ? 'fails' : 'fail'}`;
}

/** The part of the exits that tests take, as a sentence. */
export function summarizeCoverage({ exits }: Coverage): string {
  if (exits.total === 0) return '';
  return `${count(exits.covered)} of ${count(exits.total)} exits are tested`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
