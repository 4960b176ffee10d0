import type { FlowName } from './conversation';

/** A session after a request, and the replies to it; `seq` is the number of its first reply. */
export type Taken = {
  id: string;
  flow: FlowName;
  isOver: boolean;
  createdAt: Date;
  seq: number;
  replies: string[];
};

export type Peer = {
  begin(flow: FlowName): Promise<Taken>;
  /** Null if there is no such session, or it is over. */
  say(sessionId: string, text: string): Promise<Taken | null>;
  close(): Promise<void>;
};

export type PeerName = 'null server' | 'hand-written' | 'one statement';

export type PeerOptions = { databaseUrl: string; poolSize: number };
