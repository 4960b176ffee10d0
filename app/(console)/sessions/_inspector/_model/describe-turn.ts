import type { TurnView } from '@/app/_features/session/view';
import { toObject } from '@/app/_lib/to-object';
import { formatDuration } from '@/app/_ui/value/format-duration';
import type { Json, JsonObject } from '@/server/engine/json';

type Words = (event: JsonObject) => string;

const WORDS: Readonly<Record<string, Words>> = {
  started: () => 'The session started',
  message: ({ text }) => `The person said “${asText(text)}”`,
  choice: ({ value }) => `The person chose “${asText(value)}”`,
  'transfer.completed': ({ status, failReason }) => {
    const words = OUTCOMES[asText(status)] ?? asText(status);
    return failReason ? `${words}: ${asText(failReason)}` : words;
  },
  'timer.fired': () => 'The timer expired',
  'quiet.ended': () => 'No further message came, so the flow got what was held',
  'effect.succeeded': ({ result }) => {
    const { status, durationMs } = toObject(result);
    return `The call returned ${asText(status)} in ${formatDuration(Number(durationMs ?? 0))}`;
  },
  'effect.failed': ({ error }) => `The call failed: ${asText(toObject(error).message)}`,
  'event.received': ({ name }) => `The event ${asText(name)} arrived`,
  'variables.changed': ({ set, visitor }) => {
    const [names, sent] = [Object.keys(toObject(set)), Object.keys(toObject(visitor))];
    if (sent.length === 0) return `Variables were set from outside: ${names.join(', ')}`;
    return `The visitor’s page sent ${sent.join(', ')}`;
  },
  'person.replied': () => 'A person replied',
  'control.changed': ({ control }) =>
    control === 'human' ? 'A person took over' : 'The person handed back to the flow',
  'debug.continued': ({ stepUntil }) =>
    stepUntil === undefined ? 'A person continued the held session' : 'A person took one step',
  'debug.released': ({ reason }) => RELEASES[asText(reason)] ?? 'The held session was let go',
  'debug.edited': ({ set }) => `A person changed ${Object.keys(toObject(set)).join(', ')}`,
  'assignee.released': () => 'The conversation went back to the queue',
  'version.changed': ({ from, to, turns }) => {
    const replayed = turns === 1 ? '1 turn' : `${asText(turns)} turns`;
    const [old, next] = [from, to].map((version) => `v${asText(toObject(version).number)}`);
    return `The session moved from ${old} to ${next}: ${replayed} replayed, no word differs`;
  },
  'session.ended': () => 'The session was ended',
  'session.expired': () => 'The session expired',
};

const RELEASES: Readonly<Record<string, string>> = {
  person: 'A person let the held session go',
  timeout: 'The held session was let go after its time',
  removed: 'The held session was let go because its breakpoint is gone',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  success: 'The transfer succeeded',
  failed: 'The transfer failed',
  hangup: 'The person hung up',
};

// The transcript shows these as messages.
const SEEN: ReadonlySet<string> = new Set(['message', 'choice', 'transfer.completed', 'person.replied']);

/** Describes the event that began a turn. */
export function describeTurn({ event }: Pick<TurnView, 'event'>): string {
  const name = typeOfTurn({ event });
  return Object.hasOwn(WORDS, name) ? (WORDS[name]?.(toObject(event)) ?? name) : name;
}

/** The type of the event that began a turn. */
export function typeOfTurn({ event }: Pick<TurnView, 'event'>): string {
  return asText(toObject(event).type);
}

/** As `describeTurn`, or null when the transcript shows the event. */
export function summarizeTurn(turn: Pick<TurnView, 'event'>): string | null {
  return SEEN.has(typeOfTurn(turn)) ? null : describeTurn(turn);
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
