import { fromPattern, toPattern } from '@/server/engine/flow-test/match-pattern';
import type { FlowTest } from '@/server/engine/flow-test/test-document';
import type { Json } from '@/server/engine/json';
import type { RecordedEvent, RecordedSession } from '@/server/engine/replay/recording';
import { maskJson, maskUrl } from '../../session/turn/mask-turn';

/** A session whose events lack the credentials that readers of transcripts see masked: people who read tests may see no secrets. */
export function maskRecording({ seed, turns, end: { status, at } }: RecordedSession): RecordedSession {
  return { seed, turns: turns.map(({ event }) => ({ event: maskEvent(event) })), end: { status, at } };
}

function maskEvent(event: RecordedEvent): RecordedEvent {
  const masked = maskJson(event as Json) as RecordedEvent;
  if (masked.type !== 'effect.succeeded' || masked.result.url === undefined) return masked;
  return { ...masked, result: { ...masked.result, url: maskUrl(masked.result.url) } };
}

type Step = FlowTest['steps'][number];

/** A test whose expected URLs have a star in the place of credentials. */
export function maskTestUrls({ start, steps, ...test }: FlowTest): FlowTest {
  return {
    ...test,
    ...(start && { start: maskStep(start) }),
    steps: steps.map((step): Step => maskStep(step)),
  };
}

function maskStep<S extends Pick<Step, 'expect'>>(step: S): S {
  const { expect } = step;
  if (!expect?.calls) return step;
  const calls = expect.calls.map((call) =>
    call.url === undefined ? call : { ...call, url: maskPattern(call.url) },
  );
  return { ...step, expect: { ...expect, calls } };
}

function maskPattern(pattern: string): string {
  const text = fromPattern(pattern);
  if (maskUrl(text) === text) return pattern;
  // As it is written, since the call is compared with that.
  const [, scheme = '', person = '', place = ''] = /^([^/]*\/\/)([^/?#]*@)?([^?#]*)/.exec(text) ?? [];
  return `${scheme}${person === '' ? '' : '*'}${toPattern(place)}*`;
}
