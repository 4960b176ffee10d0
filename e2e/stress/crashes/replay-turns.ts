import type { TurnRow } from '@/server/db/session/row';
import type { Program } from '@/server/engine/program';
import type { EngineEvent } from '@/server/engine/protocol';
import { initialState, run } from '@/server/engine/run';
import type { Said } from '@/server/engine/said';
import type { SessionState } from '@/server/engine/session';

export type Replayed = { state: SessionState; said: Said[] };

/** Computes a session again from the events of its turns alone. */
export function replayTurns(program: Program, sessionId: string, turns: readonly TurnRow[]): Replayed {
  let state = initialState(sessionId);
  const said: Said[] = [];
  for (const { event } of turns) {
    const result = run(program, state, event as EngineEvent);
    // As the database kept it in between.
    state = JSON.parse(JSON.stringify(result.state));
    said.push(...result.said);
  }
  return { state, said };
}
