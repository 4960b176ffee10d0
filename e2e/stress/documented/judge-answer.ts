import type { CaseAnswer } from '../malformed/send-case';
import type { DialectName } from '../support/dialects';
import { FURTHER_RULES } from './further-rules';
import type { DocumentedCall } from './make-call';

/** How each API says that a request is invalid. */
const INVALID: Readonly<Record<DialectName, RegExp>> = {
  headless: /"code":"INVALID_REQUEST"/,
  management: /"code":"invalid_request"/,
  chat: /"error":"(invalid_input|validation_failed)"/,
  engine: /"error":"(invalid_input|validation_failed)"/,
  flowrest: /"status":"error"/,
  umi: /^\{(?!"detail")/,
};
const INVALID_STATUSES = [400, 422];

export type Verdict = { failure: string | null; rule: string | null };

const FINE: Verdict = { failure: null, rule: null };

/**
 * Judges the answer to a call by its document: no 5xx, no valid call refused as invalid without a further rule that the
 * document states, and no invalid call accepted. Status and body are compared with the document by the mount.
 */
export function judgeAnswer({ operation, isValid }: DocumentedCall, answer: CaseAnswer): Verdict {
  if (answer.type === 'cut') return { failure: `was not answered: ${answer.reason}`, rule: null };
  const { status, text } = answer;
  const said = `${status} ${text.slice(0, 300)}`;
  if (status >= 500) return { failure: `was answered ${said}`, rule: null };
  if (isValid === false && status < 300)
    return { failure: `is refused by its document, and was accepted: ${said}`, rule: null };
  const isRefused = INVALID_STATUSES.includes(status) && INVALID[operation.route.dialect].test(text);
  if (isValid !== true || !isRefused) return FINE;
  const rule = FURTHER_RULES.find(
    ({ operations, refusal }) => operations.test(operation.route.name) && refusal.test(text),
  );
  if (!rule) return { failure: `is allowed by its document, and was refused: ${said}`, rule: null };
  if (rule.words.test(operation.words)) return { failure: null, rule: `${rule.refusal}` };
  return { failure: `was refused by a rule that its document does not state: ${said}`, rule: null };
}
