import { type Asked, ask, type Reply, type Target } from '../support/target';

type Message = {
  id: string;
  type: string;
  text: string;
  nodeId?: string;
  content?: Record<string, unknown>;
};

/** The union of all session response bodies. */
export type SessionBody = {
  sessionId: string;
  flowId: string;
  status: string;
  messages: Message[];
  variables: Record<string, unknown>;
  metadata: Record<string, unknown>;
  messageCount: number;
  createdAt: string;
  expiresAt: string;
  lastActivityAt: string;
  completedAt?: string;
  reason?: string;
  terminatedAt?: string;
  failure?: { code: string; message: string; nodeId: string | null };
};

/** The calls of the headless API; each returns the raw response. */
export type Headless = ReturnType<typeof openHeadless>;

export function openHeadless(target: Target) {
  const org = `/cgw/process/v1/orgs/${target.orgId}`;
  const call = <Body = SessionBody>(method: string, path: string, asked?: Asked): Promise<Reply<Body>> =>
    ask<Body>(target, method, `${org}${path}`, asked);
  return {
    call,
    start: (flow: string, body?: unknown, asked?: Asked) =>
      call('POST', `/flows/${flow}/sessions`, { ...asked, ...(body === undefined ? {} : { body }) }),
    send: (sessionId: string, body: unknown, asked?: Asked) =>
      call('POST', `/sessions/${sessionId}/messages`, { ...asked, body }),
    get: (sessionId: string) => call('GET', `/sessions/${sessionId}`),
    end: (sessionId: string) => call('DELETE', `/sessions/${sessionId}`),
  };
}
