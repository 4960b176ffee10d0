import { toPlainData, toStorableText } from '../data/plain-data';
import type { Json } from '../json';
import type { Limits } from '../protocol';
import type { QueuedMessage, SessionState } from '../session';
import { FINISHED, REFUSED_FINISHED, type Refusal, type TurnStart, wrongInput } from './admission';
import { interrupt } from './interrupt';
import { endQuiet, findHeld, holdMessage } from './quiet';

type TextInput = {
  inputId: string;
  at: number;
  keep?: true;
  merge?: true;
  interrupt?: true;
  quietMs?: number;
};

/** Decides whether the session accepts what a person wrote or chose, and whether it is queued or held. */
export function admitText(
  event: TextInput,
  text: string,
  value: Json | undefined,
  state: SessionState,
  limits: Limits,
): TurnStart | Refusal {
  const { status, wait, control, inbox } = state;
  if (FINISHED.has(status)) return REFUSED_FINISHED;
  if (!wait && !state.quiet) return wrongInput('nothing');
  if (control === 'human') return () => null;
  if (wait?.type === 'transfer') return event.keep ? () => null : wrongInput('transferResult');
  // A structured value is an answer of its own: it is never merged or held.
  const joined = value === undefined ? findJoined(event, state) : null;
  if (wait?.type !== 'input' && !joined && inbox.length >= limits.inbox) {
    return { kind: 'refused', reason: 'inbox_full', max: limits.inbox };
  }
  const plain = { text: toStorableText(text), ...(value !== undefined && { value: toPlainData(value) }) };
  const quietMs = value === undefined ? event.quietMs : undefined;
  return (turn) => {
    queueMessage(turn.state, event, plain, joined);
    const interruption = event.interrupt ? interrupt(turn) : null;
    if (quietMs === undefined) return endQuiet(turn) ?? interruption;
    holdMessage(turn.state, event, quietMs);
    return interruption;
  };
}

/** The queued message that another one is appended to; null if it is one of its own. */
function findJoined({ merge, quietMs }: TextInput, state: SessionState): QueuedMessage | null {
  const held = quietMs === undefined ? null : findHeld(state);
  const latest = merge ? state.inbox.at(-1) : undefined;
  return held ?? (latest && 'text' in latest && latest.value === undefined ? latest : null);
}

/** Adds a message to the queue, at the end of the one that it joins. */
export function queueMessage(
  { inbox }: SessionState,
  { inputId, at }: TextInput,
  plain: Pick<QueuedMessage, 'text' | 'value'>,
  joined: QueuedMessage | null,
): void {
  const queued = { inputId, at, ...plain, ...(joined && { text: `${joined.text}\n${plain.text}` }) };
  if (joined) inbox.splice(inbox.indexOf(joined), 1, queued);
  else inbox.push(queued);
}
