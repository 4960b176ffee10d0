import { answer, begin, type FlowName, type State } from './conversation';
import type { Peer } from './peer';

type Session = { flow: FlowName; createdAt: Date; state: State; count: number };

/** The null server: the same conversation and the same bytes, in memory. It shows what HTTP and the load cost alone. */
export async function openInMemory(): Promise<Peer> {
  const sessions = new Map<string, Session>();
  return {
    begin: async (flow) => {
      const id = crypto.randomUUID();
      const { state, replies, isOver } = begin(flow);
      const createdAt = new Date();
      sessions.set(id, { flow, createdAt, state, count: replies.length });
      return { id, flow, isOver, createdAt, seq: 1, replies };
    },
    say: async (id, text) => {
      const session = sessions.get(id);
      if (!session) return null;
      const { flow, createdAt } = session;
      const { state, replies, isOver } = answer(session.state, text);
      const seq = session.count + 2;
      session.state = state;
      session.count += 1 + replies.length;
      if (isOver) sessions.delete(id);
      return { id, flow, isOver, createdAt, seq, replies };
    },
    close: async () => undefined,
  };
}
