/* How the load asks a party: Parley's API headless, which the servers by hand have, too, or Bot Framework activities. */
import type { FlowName } from './conversation';

type Answer = { sessionId: string; replies: string[]; isOver: boolean };

/** Requests as the text that goes over the socket. `find` functions look into a response's body without parsing it. */
export type Wire = {
  /** The status of a started session. */
  started: 200 | 201;
  begin(flow: string): { sessionId: string | null; request: string };
  say(flow: string, sessionId: string, text: string): string;
  findSessionId(body: string): string;
  parse(body: string): Answer;
};

export type WireOptions = { name: 'headless' | 'activities'; orgId: string; apiKey: string };

/** The names under which a party knows the flows. */
export type FlowIds = Readonly<Record<FlowName, string>>;

export function openWire({ name, ...options }: WireOptions): Wire {
  return name === 'headless' ? openHeadless(options) : openActivities();
}

type Headless = { sessionId: string; status: string; messages: { type: string; text: string }[] };

function openHeadless({ orgId, apiKey }: Omit<WireOptions, 'name'>): Wire {
  const base = `/cgw/process/v1/orgs/${orgId}`;
  const headers = `authorization: Bearer ${apiKey}\r\n`;
  return {
    started: 201,
    begin: (flow) => ({ sessionId: null, request: toPost(`${base}/flows/${flow}/sessions`, headers, '') }),
    say: (_flow, sessionId, text) =>
      toPost(`${base}/sessions/${sessionId}/messages`, headers, JSON.stringify({ text })),
    findSessionId: (body) => /"sessionId":"([^"]+)"/.exec(body)?.[1] ?? '',
    parse: (body) => {
      const { sessionId, status, messages }: Headless = JSON.parse(body);
      const texts = messages.filter(({ type }) => type === 'text').map(({ text }) => text);
      return { sessionId, replies: texts.map(toFirstLine), isOver: status === 'completed' };
    },
  };
}

type Activities = { activities: { type: string; text?: string; conversation: { id: string } }[] };

function openActivities(): Wire {
  const post = (flow: string, sessionId: string, activity: object): string => {
    const from = { id: 'user', name: 'User', role: 'user' };
    const recipient = { id: 'bot', name: 'Bot', role: 'bot' };
    const addressed = { channelId: 'bench', serviceUrl: 'http://127.0.0.1', from, recipient };
    const sent = {
      deliveryMode: 'expectReplies',
      conversation: { id: sessionId },
      ...addressed,
      ...activity,
    };
    return toPost(`/api/${flow}/messages`, '', JSON.stringify(sent));
  };
  return {
    started: 200,
    begin: (flow) => {
      const sessionId = crypto.randomUUID();
      const membersAdded = [{ id: 'user', name: 'User' }];
      return { sessionId, request: post(flow, sessionId, { type: 'conversationUpdate', membersAdded }) };
    },
    say: (flow, sessionId, text) =>
      post(flow, sessionId, { type: 'message', id: crypto.randomUUID(), locale: 'en-US', text }),
    findSessionId: () => '',
    parse: (body) => {
      const { activities }: Activities = JSON.parse(body);
      const texts = activities.flatMap(({ type, text }) => (type === 'message' ? [text ?? ''] : []));
      const isOver = activities.some(({ type }) => type === 'endOfConversation');
      return { sessionId: activities[0]?.conversation.id ?? '', replies: texts.map(toFirstLine), isOver };
    },
  };
}

function toFirstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function toPost(path: string, headers: string, body: string): string {
  const lengths = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}${lengths}\r\n${body}`;
}
