import { describe, expect, it } from 'vitest';
import type { Channel, ChannelKind } from '@/app/_features/channel/channel-kinds';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { type Language, renderRequest } from './render-request';
import { listSamples } from './sample-requests';

const place = { origin: 'https://parley.example', orgId: 'ORG', intent: 'order_status' };
const fields = {
  ...{ id: 'CH', name: 'N', enabled: true, flowId: null, roomId: null, label: null },
  ...{
    environment: 'production',
    publicKey: 'pk_live_1',
    webhookUrl: null,
    webhookSchedule: 'vendor' as const,
    maxRetryCount: 3,
  },
  ...{
    webhookDisabledAt: null,
    secrets: [],
    createdAt: new Date(0).toISOString(),
    modifiedAt: new Date(0).toISOString(),
  },
};
const channels: Record<ChannelKind, Channel> = {
  chat: {
    ...fields,
    kind: 'chat',
    settings: SETTINGS.chat.parse({ allowedOrigins: ['https://shop.example'] }),
  },
  flowrest: { ...fields, kind: 'flowrest', settings: SETTINGS.flowrest.parse({}) },
  umi: { ...fields, kind: 'umi', settings: SETTINGS.umi.parse({}) },
};
const render = (kind: ChannelKind, index: number, language: Language) => {
  const request = listSamples(channels[kind], place)[index];
  return request ? renderRequest(request, language) : '';
};

describe('sample requests', () => {
  it('contain the channel’s own values', () => {
    expect(render('chat', 0, 'curl')).toContain('"publicKey": "pk_live_1"');
    expect(render('chat', 0, 'curl')).toContain("-H 'Origin: https://shop.example'");
    expect(render('umi', 0, 'curl')).toContain('/orgs/ORG/unified_messaging/CH/messages');
  });

  it('are rendered for a shell', () => {
    expect(render('flowrest', 1, 'curl')).toMatchInlineSnapshot(`
      "curl 'https://parley.example/rest/v1/messages/thread-1?page=1&sync=true' \\
        -H "Authorization: $PARLEY_API_KEY""
    `);
  });

  it('are rendered in JavaScript', () => {
    expect(render('umi', 1, 'javascript')).toMatchInlineSnapshot(`
      "const response = await fetch("https://parley.example/api/v5/orgs/ORG/unified_messaging/CH/close_session", {
        method: 'POST',
        headers: {
          "Authorization": \`Bearer \${process.env.PARLEY_API_KEY}\`,
          "Content-Type": "application/json",
        },
        body: JSON.stringify({
          "thread_id": "thread-1"
        }),
      });
      console.log(await response.json());"
    `);
  });

  it('are rendered in Python', () => {
    expect(render('chat', 2, 'python')).toMatchInlineSnapshot(`
      "import os, requests

      response = requests.post(
          "https://parley.example/api/v1/engine/triggers/chat",
          headers={
              "Authorization": f"Bearer {os.environ['PARLEY_API_KEY']}",
          },
          json={
              "intent_name": "order_status",
              "text": "I would like to check my order",
          },
      )
      print(response.json())"
    `);
  });

  it('escape quotes', () => {
    const request = {
      title: '',
      about: '',
      method: 'POST' as const,
      url: "a'b",
      headers: {},
      body: { t: "c'd" },
    };
    expect(renderRequest(request, 'curl')).toContain("a'\\''b");
    expect(renderRequest(request, 'curl')).toContain("c'\\''d");
    expect(renderRequest({ ...request, body: { on: true, off: null } }, 'python')).toContain('"on": True');
  });
});
