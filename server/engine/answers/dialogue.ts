import type { Json, JsonObject } from '../json';
import { expectAnswer, toTextMessage } from '../messages/expect-answer';
import type { ExpectedChoice, RenderedMessage } from '../outbound-message';
import type { Rendering } from '../rendering/rendering';
import type { Wait } from '../session';
import type { AnswerIssue, CompiledAnswer, MatchedBy, Reply } from './answer-behavior';
import { askReading, parseReading } from './choice/readings';

export type InputWait = Extract<Wait, { type: 'input' }>;

/**
 * The messages that ask for an answer, and the wait state that goes with them: the form field, the answers so
 * far, the readings of an ambiguous reply, and the choices that data decided (answers/picked-once).
 */
export type Prompt = {
  messages: RenderedMessage[];
  field: number | null;
  answers: JsonObject;
  readings?: readonly ExpectedChoice[] | undefined;
  choices?: readonly ExpectedChoice[] | undefined;
};

/** The outcome of one reply: the complete answer, one form field, or an invalid reply. */
export type ReplyResult =
  | { type: 'complete'; value: Json; matchedBy?: MatchedBy; note?: string }
  | { type: 'partial'; value: Json; matchedBy?: MatchedBy; note?: string; asking: Prompt }
  | {
      type: 'invalid';
      reason: string;
      issues: AnswerIssue[];
      /** True if the reply has several readings, between which `askAgain` asks. */
      isAmbiguous?: boolean;
      askAgain(message: string): Prompt;
    };

/** Obtains the answer of a question, in one reply or in several. */
export type Dialogue = {
  /** Starts from the beginning. */
  ask(prompt: readonly RenderedMessage[], rendering: Rendering): Prompt;
  read(reply: Reply, wait: InputWait, rendering: Rendering): ReplyResult;
};

/** Creates a dialogue that asks for a single answer, which is stored in `name`. */
export function createDialogue(answer: CompiledAnswer, name: string): Dialogue {
  const ask = (
    prompt: readonly RenderedMessage[],
    rendering: Rendering,
    choices: Prompt['choices'],
  ): Prompt => ({
    messages: expectAnswer(prompt, { name, ...answer.expected(rendering, choices) }),
    field: null,
    answers: {},
    choices,
  });
  return {
    ask: (prompt, rendering) => ask(prompt, rendering, answer.pick?.(rendering)),
    read(reply, { readings: offered, choices }, rendering) {
      const parsed = parseReading((given) => answer.parse(given, rendering, choices), reply, offered);
      if (!parsed.ok) {
        const { reason, readings } = parsed;
        return {
          type: 'invalid',
          reason,
          issues: [{ field: name, message: reason }],
          isAmbiguous: readings !== undefined,
          askAgain: (message) =>
            readings
              ? { ...askReading(message, name, readings), field: null, answers: {}, choices }
              : ask([toTextMessage(message)], rendering, choices),
        };
      }
      const { ok: _, ...understood } = parsed;
      return { type: 'complete', ...understood };
    },
  };
}
