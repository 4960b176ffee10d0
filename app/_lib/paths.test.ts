import { describe, expect, it } from 'vitest';
import { parseCallback, paths } from './paths';

const ID = '0190f3c2-0000-7000-8000-000000000001';

describe('paths', () => {
  it('are stable', () => {
    const all = {
      home: paths.home(),
      signIn: paths.signIn(),
      signInHome: paths.signIn('/'),
      signInBack: paths.signIn('/flows?search=a b'),
      signUp: paths.signUp(),
      sessions: paths.sessions(),
      sessionsFailed: paths.sessions({ status: 'failed' }),
      session: paths.session(ID),
      sessionFile: paths.sessionFile(),
      flows: paths.flows(),
      flowsNew: paths.flows({ new: 'blank' }),
      flow: paths.flow(ID),
      flowOdd: paths.flow('a/../b'),
      channels: paths.channels(),
      channelsNew: paths.channels({ new: 'chat' }),
      channel: paths.channel(ID),
      channelTab: paths.channel(ID, { tab: 'webhook' }),
      rooms: paths.rooms(),
      room: paths.rooms({ room: ID }),
      contacts: paths.contacts(),
      contact: paths.contact(ID),
      deliveries: paths.deliveries(),
      deliveriesDead: paths.deliveries({ status: 'dead', channel: ID }),
      delivery: paths.delivery(ID),
      apiKeys: paths.apiKeys(),
      requests: paths.requests(),
      apiKeysNew: paths.apiKeys({ new: '1' }),
      reference: paths.reference(),
      referenceApi: paths.reference('headless'),
      referenceOperation: paths.reference('headless', 'start-a-session'),
      apiKey: paths.apiKey(ID),
      inbox: paths.inbox(),
      inboxOpen: paths.inbox({ queue: 'mine', open: ID }),
      members: paths.members(),
      general: paths.general(),
      audit: paths.audit(),
      auditOfFlow: paths.audit({ thing: 'flow', id: ID }),
      join: paths.join('a_b-c'),
      reset: paths.reset('a_b-c'),
      forgotPassword: paths.forgotPassword(),
      twoStep: paths.twoStep(),
      twoStepBack: paths.twoStep('/flows'),
      models: paths.models(),
      secrets: paths.secrets(),
      connections: paths.connections(),
      connectionsNew: paths.connections({ new: '1' }),
      account: paths.account(),
    } satisfies Record<keyof typeof paths, string> & Record<string, string>;
    expect(all).toMatchInlineSnapshot(`
      {
        "account": "/settings/account",
        "apiKey": "/developers/api-keys/0190f3c2-0000-7000-8000-000000000001",
        "apiKeys": "/developers/api-keys",
        "apiKeysNew": "/developers/api-keys?new=1",
        "audit": "/settings/audit",
        "auditOfFlow": "/settings/audit?thing=flow&id=0190f3c2-0000-7000-8000-000000000001",
        "channel": "/channels/0190f3c2-0000-7000-8000-000000000001",
        "channelTab": "/channels/0190f3c2-0000-7000-8000-000000000001?tab=webhook",
        "channels": "/channels",
        "channelsNew": "/channels?new=chat",
        "connections": "/settings/connections",
        "connectionsNew": "/settings/connections?new=1",
        "contact": "/contacts/0190f3c2-0000-7000-8000-000000000001",
        "contacts": "/contacts",
        "deliveries": "/deliveries",
        "deliveriesDead": "/deliveries?status=dead&channel=0190f3c2-0000-7000-8000-000000000001",
        "delivery": "/deliveries/0190f3c2-0000-7000-8000-000000000001",
        "flow": "/flows/0190f3c2-0000-7000-8000-000000000001",
        "flowOdd": "/flows/a%2F..%2Fb",
        "flows": "/flows",
        "flowsNew": "/flows?new=blank",
        "forgotPassword": "/forgot-password",
        "general": "/settings/general",
        "home": "/",
        "inbox": "/inbox",
        "inboxOpen": "/inbox?queue=mine&open=0190f3c2-0000-7000-8000-000000000001",
        "join": "/join/a_b-c",
        "members": "/settings/members",
        "models": "/settings/models",
        "reference": "/developers/reference",
        "referenceApi": "/developers/reference/headless",
        "referenceOperation": "/developers/reference/headless/start-a-session",
        "requests": "/developers/requests",
        "reset": "/reset/a_b-c",
        "room": "/channels/rooms?room=0190f3c2-0000-7000-8000-000000000001",
        "rooms": "/channels/rooms",
        "secrets": "/settings/secrets",
        "session": "/sessions/0190f3c2-0000-7000-8000-000000000001",
        "sessionFile": "/sessions/file",
        "sessions": "/sessions",
        "sessionsFailed": "/sessions?status=failed",
        "signIn": "/sign-in",
        "signInBack": "/sign-in?callback=%2Fflows%3Fsearch%3Da+b",
        "signInHome": "/sign-in",
        "signUp": "/sign-up",
        "twoStep": "/two-step",
        "twoStepBack": "/two-step?callback=%2Fflows",
      }
    `);
  });
});

describe('parseCallback', () => {
  it.each(['/flows', '/sessions?status=failed', '/flows/1#problems'])('returns to %s', (path) => {
    expect(parseCallback(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    '',
    'flows',
    'https://evil.test/',
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/..//evil.test',
    'javascript:alert(1)',
    '/api/auth/signout',
    '/x/../api/auth/signout',
    'http://[',
  ])('refuses %j', (path) => {
    expect(parseCallback(path)).toBe('/');
  });
});
