import type { Json, JsonObject } from '../json';
import type { Utterance } from '../move';
import type { Wait } from '../session';
import { expectAnswer, sayText } from '../speech/ask';
import type { Rendering } from '../turn/rendering';
import type { AnswerIssue, CompiledAnswer, MatchedBy, Reply } from './behaviour';

export type InputWait = Extract<Wait, { type: 'input' }>;

/** What is said to get an answer, and what the wait for it keeps: the form's field and the answers so far. */
export type Asking = { say: Utterance[]; field: number | null; answers: JsonObject };

/** What a reply came to: the whole answer, a part of it, or nothing that was understood. */
export type Heard =
  | { type: 'whole'; value: Json; matchedBy?: MatchedBy; note?: string }
  | { type: 'part'; value: Json; matchedBy?: MatchedBy; note?: string; asking: Asking }
  | { type: 'wrong'; reason: string; issues: AnswerIssue[]; askAgain(message: string): Asking };

/** How a question gets its answer from a person. */
export type Dialogue = {
  /** Asks from the beginning. */
  ask(prompt: readonly Utterance[], rendering: Rendering): Asking;
  hear(reply: Reply, wait: InputWait, rendering: Rendering): Heard;
};

/** Asks for one answer, which fills `name`. */
export function openDialogue(answer: CompiledAnswer, name: string): Dialogue {
  const ask: Dialogue['ask'] = (prompt, rendering) => ({
    say: expectAnswer(prompt, { name, ...answer.expected(rendering) }),
    field: null,
    answers: {},
  });
  return {
    ask,
    hear(reply, _wait, rendering) {
      const parsed = answer.parse(reply, rendering);
      if (!parsed.ok) {
        return {
          type: 'wrong',
          reason: parsed.reason,
          issues: [{ field: name, message: parsed.reason }],
          askAgain: (message) => ask([sayText(message)], rendering),
        };
      }
      const { ok: _, ...understood } = parsed;
      return { type: 'whole', ...understood };
    },
  };
}
