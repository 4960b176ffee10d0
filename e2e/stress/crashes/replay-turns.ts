import type { TurnRow } from '@/server/db/session/row';
import type { OutboundMessage } from '@/server/engine/outbound-message';
import type { Program } from '@/server/engine/program';
import type { EngineEvent } from '@/server/engine/protocol';
import type { VersionChanged } from '@/server/engine/replay/recording';
import { initialState, run } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';

export type Replayed = { state: SessionState; messages: OutboundMessage[] };

type Session = {
  seed: string;
  /** The version that it runs now. */
  versionId: string;
  turns: readonly TurnRow[];
  getProgram(versionId: string): Promise<Program>;
};

/** Recomputes a session from the events of its turns, on the versions that it was moved to. */
export async function replayTurns({ seed, versionId, turns, getProgram }: Session): Promise<Replayed> {
  const events = turns.map(({ event }) => event as EngineEvent | VersionChanged);
  const [move] = events.flatMap((event) => (event.type === 'version.changed' ? [event] : []));
  let program = await getProgram(move ? move.from.id : versionId);
  let state = initialState(seed);
  const messages: OutboundMessage[] = [];
  for (const event of events) {
    if (event.type === 'version.changed') {
      program = await getProgram(event.to.id);
      state = event.state;
      continue;
    }
    const result = run(program, state, event);
    // As stored in the database between turns.
    state = JSON.parse(JSON.stringify(result.state));
    messages.push(...result.messages);
  }
  return { state, messages };
}
