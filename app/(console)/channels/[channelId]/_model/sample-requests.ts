import type { Channel } from '@/app/_features/channel/channel-kinds';
import type { SampleRequest } from './render-request';

export type Place = { origin: string; orgId: string; intent: string };

const KEY = { Authorization: 'Bearer $PARLEY_API_KEY' };

/** Requests that work on this channel once the key is filled in, in the order one makes them. */
export function listSamples(channel: Channel, place: Place): SampleRequest[] {
  return SAMPLES[channel.kind](channel, place);
}

const SAMPLES: Record<Channel['kind'], (channel: Channel, place: Place) => SampleRequest[]> = {
  chat: (channel, { origin, intent }) => [
    {
      title: 'Open a session from a page',
      about: 'Returns a token for one conversation, valid for one hour, and the intents that may be started.',
      method: 'POST',
      url: `${origin}/api/public/v1/chat/sessions`,
      headers: toOrigin(channel),
      body: { publicKey: channel.publicKey, locale: 'en' },
    },
    {
      title: 'Start an intent',
      about: 'Uses the token of the session. Returns the messages of the flow.',
      method: 'POST',
      url: `${origin}/api/public/v1/chat/messages`,
      headers: { Authorization: 'Bearer $SESSION_TOKEN', ...toOrigin(channel) },
      body: { text: 'I would like to check my order', intentName: intent },
    },
    {
      title: 'Start an intent from a server',
      about: 'Uses an API key of the organization with the scopes sessions:read and sessions:write.',
      method: 'POST',
      url: `${origin}/api/v1/engine/triggers/chat`,
      headers: KEY,
      body: { intent_name: intent, text: 'I would like to check my order' },
    },
  ],
  flowrest: (_, { origin }) => [
    {
      title: 'Send a message and wait for the answer',
      about: 'Uses a key that is bound to this channel. Without sync=true the answer goes to the webhook.',
      method: 'POST',
      url: `${origin}/rest/v1/messages/thread-1?sync=true`,
      headers: { Authorization: '$PARLEY_API_KEY' },
      body: {
        payload: {
          type: 'text',
          speech: 'Hello',
          originator: { name: 'John Doe', role: 'external' },
        },
      },
    },
    {
      title: 'Read the messages of a thread',
      about: 'In pages of 20, oldest first.',
      method: 'GET',
      url: `${origin}/rest/v1/messages/thread-1?page=1&sync=true`,
      headers: { Authorization: '$PARLEY_API_KEY' },
    },
  ],
  umi: ({ id }, { origin, orgId }) => [
    {
      title: 'Send messages of a thread',
      about: 'Uses an API key of the organization. Replies go to the webhook.',
      method: 'POST',
      url: `${origin}/api/v5/orgs/${orgId}/unified_messaging/${id}/messages`,
      headers: KEY,
      body: {
        messages: [
          {
            body: 'Hello, I need help with my order',
            thread_id: 'thread-1',
            sender_id: 'customer@example.com',
            message_id: 'message-1',
            sender_type: 'visitor',
          },
        ],
        variables: { customer_name: 'John Doe' },
      },
    },
    {
      title: 'Close the session of a thread',
      about: 'The next message starts a new one.',
      method: 'POST',
      url: `${origin}/api/v5/orgs/${orgId}/unified_messaging/${id}/close_session`,
      headers: KEY,
      body: { thread_id: 'thread-1' },
    },
  ],
};

// A browser sends the origin by itself; here it shows an allowed one.
function toOrigin(channel: Channel): Record<string, string> {
  const [first] = channel.kind === 'chat' ? channel.settings.allowedOrigins : [];
  return first && !first.includes('*') ? { Origin: first } : {};
}
