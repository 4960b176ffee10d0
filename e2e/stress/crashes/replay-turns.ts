import type { TurnRow } from '@/server/db/session/row';
import type { OutboundMessage } from '@/server/engine/outbound-message';
import type { Program } from '@/server/engine/program';
import type { EngineEvent } from '@/server/engine/protocol';
import { initialState, run } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';

export type Replayed = { state: SessionState; messages: OutboundMessage[] };

/** Recomputes a session from the events of its turns. */
export function replayTurns(program: Program, sessionId: string, turns: readonly TurnRow[]): Replayed {
  let state = initialState(sessionId);
  const messages: OutboundMessage[] = [];
  for (const { event } of turns) {
    const result = run(program, state, event as EngineEvent);
    // As stored in the database between turns.
    state = JSON.parse(JSON.stringify(result.state));
    messages.push(...result.messages);
  }
  return { state, messages };
}
