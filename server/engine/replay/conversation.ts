import type { Json } from '../json';
import type { TraceStep } from '../protocol';
import { isVisit } from './is-visit';
import { isReaction } from './listening';
import { nameCall } from './name-call';
import type { RecordedStatus } from './recording';
import { type Replay, type ReplayStep, toNodeKey } from './replay-step';

/** The place of something in a replay: the index of its step, and its node, by `toNodeKey`. */
export type Place = { step: number; node: string };

/** Something that a session did, with its place. Things are the same if their texts are. */
export type Deed = Place & { text: string };

/**
 * Everything between one recorded event from outside and the next. Answers of calls and timers belong to the exchange before
 * them, so a call more or less does not move what people read.
 */
export type Exchange = {
  /** The recorded turn that began it. */
  turn: number;
  words: Deed[];
  path: Deed[];
  calls: Deed[];
  events: Deed[];
};

/** Where and how a replay ended. `wait` is the kind of wait, null without one. */
export type EndPlace = {
  status: RecordedStatus;
  node: string;
  wait: string | null;
  output: Json;
  failure: string | null;
};

/** Reads the exchanges of a replay. */
export function listExchanges({ steps }: Replay): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const [index, step] of steps.entries()) {
    const isOutside = !isReaction(step.event) && step.event.type !== 'version.changed';
    const isNew = exchanges.length === 0 || (step.turn !== null && isOutside);
    if (isNew) exchanges.push({ turn: step.turn ?? 0, words: [], path: [], calls: [], events: [] });
    const current = exchanges.at(-1);
    if (current) readStep(current, step, index);
  }
  return exchanges;
}

function readStep({ words, path, calls, events }: Exchange, { result }: ReplayStep, step: number): void {
  const way = result.trace.steps.filter(isVisit);
  for (const visit of way) path.push({ step, ...toPathDeed(visit) });
  const findSender = createNodeFinder(way);
  for (const { text, nodeId } of result.messages) {
    const folded = foldSpace(text);
    if (folded !== '')
      words.push({ step, node: findSender((visit) => visit.nodeId === nodeId) ?? nodeId, text: folded });
  }
  const end = findEndNode(result.state);
  const findSource = createNodeFinder(way);
  for (const effect of result.effects) {
    if (effect.type === 'http.call') calls.push({ step, node: end, text: nameCall(effect.request) });
    if (effect.type !== 'event.emit' && effect.type !== 'suggest') continue;
    const kind = effect.type === 'suggest' ? 'suggest' : 'emit';
    const node = findSource((visit) => visit.kind === kind) ?? end;
    const deed = effect.type === 'suggest' ? [foldSpace(effect.text)] : [effect.name, effect.payload];
    events.push({ step, node, text: JSON.stringify(deed) });
  }
}

/** Finds the nodes of what happened in order: each search begins where the one before ended. */
function createNodeFinder(way: readonly TraceStep[]) {
  let from = 0;
  return (matches: (visit: TraceStep) => boolean): string | null => {
    const found = way.findIndex((visit, index) => index >= from && matches(visit));
    const visit = way[found];
    if (!visit) return null;
    from = found;
    return toNodeKey(visit.flow, visit.nodeId);
  };
}

function toPathDeed({ flow, nodeId, exit }: TraceStep): Omit<Deed, 'step'> {
  const node = toNodeKey(flow, nodeId);
  return { node, text: exit === null ? node : `${node}:${exit}` };
}

/** Reads where a replay ended. */
export function findEnd({ steps }: Replay): EndPlace {
  const last = steps.at(-1);
  if (!last) return { status: 'running', node: '', wait: null, output: null, failure: null };
  const { state } = last.result;
  const { wait, output, failure } = state;
  return {
    status: last.status,
    node: findEndNode(state),
    wait: wait?.type ?? null,
    output,
    failure: failure?.code ?? null,
  };
}

function findEndNode({ frames }: ReplayStep['result']['state']): string {
  const frame = frames.at(-1);
  return frame ? toNodeKey(frame.flow, frame.node ?? '') : '';
}

const SPACE = /\s+/g;
const FOLDED = /^\S*(?: \S+)*$/;

function foldSpace(text: string): string {
  return FOLDED.test(text) ? text : text.replace(SPACE, ' ').trim();
}
