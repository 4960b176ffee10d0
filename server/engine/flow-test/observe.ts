import { listReplyButtons } from '@/server/shared/list-reply-buttons';
import type { Json, JsonObject } from '../json';
import { toPlainText } from '../messages/to-plain-text';
import type { ExpectedChoice, OutboundMessage } from '../outbound-message';
import { isVisit } from '../replay/is-visit';
import { type ReplayStep, toNodeKey } from '../replay/replay-step';
import type { SessionState } from '../session';

/** A call, with its body parsed if it is JSON. */
type ObservedCall = { node: string; method: string; url: string; body: Json };

/** The conduct of a flow in some steps of a session, and how the session stands after them. */
export type Observation = {
  messages: string[];
  choices: string[];
  path: string[];
  calls: ObservedCall[];
  events: { name: string; payload: Json }[];
  suggestions: string[];
  variables: JsonObject;
  status: SessionState['status'];
  /** The node at which the session waits or ended; empty before the first. */
  node: string;
  output: Json;
};

/** Observes the steps of a session from `from` on. */
export function observe(all: readonly ReplayStep[], from: number, state: SessionState): Observation {
  const steps = all.slice(from);
  const effects = steps.flatMap(({ result }) => result.effects);
  const frame = state.frames.at(-1);
  return {
    messages: steps.flatMap(({ result }) => result.messages.map(toWords)).filter((text) => text !== ''),
    choices: findOffered(all).map(({ label }) => label),
    path: listPath(steps),
    calls: steps.flatMap(listCalls),
    events: effects.flatMap((effect) =>
      effect.type === 'event.emit' ? [{ name: effect.name, payload: effect.payload }] : [],
    ),
    suggestions: effects.flatMap((effect) => (effect.type === 'suggest' ? [effect.text] : [])),
    variables: state.frames[0]?.variables ?? {},
    status: state.status,
    node: frame ? toNodeKey(frame.flow, frame.node ?? '') : '',
    output: state.output,
  };
}

/** The words of a message, without the numbered choices that its plain text lists. */
function toWords({ content, text }: OutboundMessage): string {
  if (content.type === 'buttons') return content.text;
  return content.type === 'custom' ? text : toPlainText(content);
}

/** The choices and reply buttons of the last messages, if the flow waits for an answer. */
export function findOffered(steps: readonly ReplayStep[]): ExpectedChoice[] {
  if (steps.at(-1)?.result.state.wait?.type !== 'input') return [];
  const messages = steps.findLast(({ result }) => result.messages.length > 0)?.result.messages ?? [];
  const asked = messages.at(-1)?.expected?.choices;
  return [...(asked ?? []), ...messages.flatMap(({ content }) => listReplyButtons(content))];
}

function listPath(steps: readonly ReplayStep[]): string[] {
  const path: string[] = [];
  for (const { result } of steps) {
    for (const { flow, nodeId, kind } of result.trace.steps) {
      const node = toNodeKey(flow, nodeId);
      if (isVisit({ nodeId, kind }) && path.at(-1) !== node) path.push(node);
    }
  }
  return path;
}

function listCalls({ result }: ReplayStep): ObservedCall[] {
  const flow = result.state.frames.at(-1)?.flow ?? '';
  return result.effects.flatMap((effect) => {
    if (effect.type !== 'http.call') return [];
    const { method, url, body } = effect.request;
    return [{ node: toNodeKey(flow, effect.nodeId), method, url, body: parseBody(body) }];
  });
}

function parseBody(body: string | null): Json {
  if (body === null) return null;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}
