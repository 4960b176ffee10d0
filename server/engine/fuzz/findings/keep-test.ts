import { cutText } from '../../data/cut-text';
import type { FlowTest } from '../../flow-test/test-document';
import type { Flaw } from '../flaw';

const MAX_NAME_CHARS = 200;
/** At least one message. */
const SOMETHING = ['**', '*'];

/**
 * Adds to a conversation what is expected of it. A silent turn is expected to say something, and a session that fails fails every
 * test that does not expect it; a conversation that only leads somewhere is expected to come there.
 */
export function toKeptTest(test: FlowTest, { kind, node }: Flaw, message: string): FlowTest {
  const name = cutText(message, MAX_NAME_CHARS);
  switch (kind) {
    case 'silent':
      return { ...test, name, ...expectWords(test) };
    case 'dead_end':
    case 'untaken':
      return { ...test, name, expect: { path: ['**', node, '**'] } };
    default:
      return { ...test, name };
  }
}

function expectWords({ steps }: FlowTest): Pick<FlowTest, 'steps'> {
  const last = steps.at(-1);
  return { steps: last ? [...steps.slice(0, -1), { ...last, expect: { messages: SOMETHING } }] : steps };
}
