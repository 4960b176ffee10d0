import type { HttpRequest, RunResult } from '../protocol';
import type { RecordedEvent, RecordedStatus } from './recording';

/** How a call was answered: by the answer to the same request, by another one of the same node, or by a stand-in. */
export type AnsweredBy = 'request' | 'node' | 'stand-in';

/** One event of a replay and its result. */
export type ReplayStep = {
  /** The index of the recorded turn that the event comes from; null for a timer or a stand-in that the record lacks. */
  turn: number | null;
  event: RecordedEvent;
  result: RunResult;
  /** The status of the session after the event. */
  status: RecordedStatus;
  /** Set for the answer of a call in what-if mode. */
  answeredBy?: AnsweredBy;
};

/** Why a replay ends. `record_over`: the session waits, and the record holds nothing more for it. */
export type ReplayStop =
  | { reason: 'finished' | 'record_over' | 'too_long' }
  | { reason: 'needs_answer'; flow: string; nodeId: string; request: HttpRequest };

export type Replay = {
  steps: ReplayStep[];
  stop: ReplayStop;
  /** The indexes of the recorded turns from outside that the session had no use for. */
  unused: number[];
};

/** Names a node in keys: its id, after the slug of the called flow that it belongs to and a slash. */
export function toNodeKey(flow: string, nodeId: string): string {
  return flow === '' ? nodeId : `${flow}/${nodeId}`;
}
