import { nameExit, nameNode } from '../../certify/describe-route';
import { cutText } from '../../data/cut-text';
import type { Observation } from '../../flow-test/observe';
import { describeStep } from '../../flow-test/take-step';
import type { FlowTest } from '../../flow-test/test-document';
import type { Flaw } from '../flaw';
import type { TranscriptLine } from '../fuzz-report';
import type { FlowLore } from '../lore/lore';

const MAX_LINE_CHARS = 300;
/** More messages of one turn are counted alone. */
const MAX_MESSAGES = 6;

/** Describes a flaw in a sentence for the author of the flow. */
export function describeFlaw({ kind, node, code }: Flaw, lore: FlowLore): string {
  const known = lore.nodes.get(node);
  const name = known ? nameNode(known.node) : `"${node}"`;
  switch (kind) {
    case 'crash':
      return `The engine itself fails at ${name}: ${cutText(code, MAX_LINE_CHARS)}. Please report this.`;
    case 'failed':
    case 'bound':
      return `The conversation fails at ${name}: ${FAILURES[code] ?? code}.`;
    case 'silent':
      return code === 'completed'
        ? `The conversation ends at ${name} and says nothing to the person who has just written.`
        : `A person writes, and at ${name} the flow waits on without a word.`;
    case 'dead_end':
      return code === 'stuck'
        ? `Whatever people do at ${name}, the conversation does not go on.`
        : `From ${name}, the conversation reaches neither an end nor a person.`;
    case 'untaken':
      return `Nobody took the exit "${known ? nameExit(known.node, code) : code}" of ${name}, although people came there.`;
  }
}

/** The reasons of failures, as clauses. */
const FAILURES: Readonly<Record<string, string>> = {
  loop: 'it goes in a circle and never waits',
  endless: 'calls and timers follow one another without end',
  expression_budget: 'its expressions take too many steps',
  said_limit: 'it sends more messages, or longer ones, than a turn may',
  state_limit: 'its variables grow too large',
  loop_items: 'a list has too many items',
  call_depth: 'flows call one another too deeply',
  flow_missing: 'it calls a flow that does not exist',
  invalid_input: 'it gives a flow inputs that this one does not take',
  invalid_output: 'it ends with another output than it declares',
  node_missing: 'it leads to a node that does not exist',
};

/** Renders a conversation as lines; `observed` has the conduct of the flow after the start and after each step. */
export function renderTranscript(test: FlowTest, observed: readonly Observation[]): TranscriptLine[] {
  const [started, ...later] = observed;
  return [
    ...(started ? renderFlow(started) : []),
    ...test.steps.flatMap((step, index) => {
      const came = later[index];
      return [toLine(step), ...(came ? renderFlow(came) : [])];
    }),
  ];
}

function toLine(step: FlowTest['steps'][number]): TranscriptLine {
  switch (step.type) {
    case 'say':
      return { by: 'person', text: cutText(step.text || describeValue(step.value), MAX_LINE_CHARS) };
    case 'choose':
      return { by: 'person', text: cutText([step.choice].flat().join(', '), MAX_LINE_CHARS) };
    case 'fill':
      return { by: 'person', text: cutText(JSON.stringify(step.values), MAX_LINE_CHARS) };
    default:
      return { by: 'outside', text: describeStep(step) };
  }
}

function describeValue(value: unknown): string {
  return value === undefined ? '(an empty message)' : JSON.stringify(value);
}

function renderFlow({ messages, calls }: Observation): TranscriptLine[] {
  const more = messages.length - MAX_MESSAGES;
  const shown = messages.slice(0, MAX_MESSAGES);
  return [
    ...shown.map((text): TranscriptLine => ({ by: 'flow', text: cutText(text, MAX_LINE_CHARS) })),
    ...(more > 0 ? [{ by: 'outside' as const, text: `${more} more messages` }] : []),
    ...calls.map(({ node, method, url }): TranscriptLine => {
      return { by: 'outside', text: cutText(`${node} calls ${method} ${url}`, MAX_LINE_CHARS) };
    }),
  ];
}
