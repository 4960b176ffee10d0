import { cutText } from '../data/cut-text';
import { type Replay, toNodeKey } from '../replay/replay-step';
import { foldSpace } from './match-pattern';
import { readSteps } from './read-steps';
import { describeStep } from './take-step';
import { MAX_NAME_CHARS, type TestStep } from './test-document';

/** The steps that a name has, and the characters of each. */
const MOST_STEPS = 3;
const MOST_CHARS = 32;

/** Names a conversation by the first steps of the person, and by the node at which it ends: `Cancel, X1 → done`. */
export function nameTest({ steps }: Pick<Replay, 'steps'>): string {
  const words = readSteps(steps, 'plain').flatMap(nameStep);
  const more = words.length > MOST_STEPS ? ['…'] : [];
  const frame = steps.at(-1)?.result.state.frames.at(-1);
  const end = frame?.node ? ` → ${toNodeKey(frame.flow, frame.node)}` : '';
  const name = `${[...words.slice(0, MOST_STEPS), ...more].join(', ') || 'Start'}${end}`;
  return cutText(name, MAX_NAME_CHARS);
}

function nameStep(step: TestStep): string[] {
  if (step.type === 'pass') return [];
  const words = step.type === 'say' ? step.text : describeOther(step);
  const line = foldSpace(words);
  const cut = cutText(line, MOST_CHARS);
  return line === '' ? [] : [cut.length < line.length ? `${cut}…` : cut];
}

function describeOther(step: Exclude<TestStep, { type: 'say' | 'pass' }>): string {
  return step.type === 'choose' ? [step.choice].flat().join(' + ') : describeStep(step);
}
