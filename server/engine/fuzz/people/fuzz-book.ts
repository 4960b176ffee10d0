import { toOutcome } from '../../flow-test/test-answers';
import type { FlowTest } from '../../flow-test/test-document';
import { INTERRUPTED } from '../../nodes/calls/interruption';
import type { AnswerBook } from '../../replay/answer-book';
import type { FlowLore } from '../lore/lore';
import { makeAnswer, type Wanted } from '../values/make-answer';
import type { Random } from '../values/random';
import type { Plan } from './plan';

/** The most answers of a node that a test holds; the last one is repeated. */
const MAX_ANSWERS = 200;

type Booked = { test: FlowTest; lore: FlowLore; plan: Plan; random: Random; isFree: () => boolean };

/** An answer book that answers as planned, and else makes answers up; it writes all of them into the test. */
export function createFuzzBook({ test, lore, plan, random, isFree }: Booked): AnswerBook {
  const { way, change } = plan;
  return {
    take(node) {
      const known = lore.nodes.get(node);
      if (!known) return { type: 'missing' };
      const given = Object.hasOwn(test.answers, node) ? (test.answers[node] ?? []) : [];
      const index = given.length;
      const isChanged = change?.type === 'answer' && change.node === node && change.index === index;
      const planned = isFree() || isChanged ? undefined : way?.test.answers[node]?.[index];
      const last = index >= MAX_ANSWERS ? given.at(-1) : undefined;
      const answer = last ?? planned ?? makeAnswer(known, lore, random, findWanted(node, plan, lore));
      if (!last) test.answers[node] = [...given, answer];
      const outcome = toOutcome(answer);
      const { durationMs } = 'result' in outcome ? outcome.result : outcome.error;
      return { type: 'answer', outcome, afterMs: durationMs, turn: null, by: 'stand-in' };
    },
  };
}

/** A person who is on the way to an exit needs calls that go well, unless it is that of a call that fails. */
function findWanted(node: string, { aim }: Plan, lore: FlowLore): Wanted {
  if (!aim) return null;
  if (aim.node === node && aim.exit === INTERRUPTED) return 'late';
  if (aim.node === node) return aim.exit === 'success' || aim.exit === 'next' ? 'success' : 'failure';
  const isSource = lore.nodes.get(aim.node)?.sources.has(node);
  return isSource || !lore.nodes.get(aim.node) ? null : 'success';
}
