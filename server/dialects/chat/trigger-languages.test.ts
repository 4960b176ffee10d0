import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPublic, type MadeChannel, makeChannel, openSession } from '@/e2e/api/chat/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { requireBody, type Target } from '@/e2e/api/support/target';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let channel: MadeChannel;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  const apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
  await makeFlow(target, {
    format: 1,
    locale: 'de',
    languages: ['en'],
    triggers: [
      {
        type: 'intent',
        name: 'order',
        displayLabel: { de: 'Bestellung', en: 'Order' },
        description: { de: 'Wo ist sie?', en: 'Where is it?' },
        examples: [{ de: 'Meine Bestellung', en: 'My order' }],
      },
      {
        type: 'form',
        code: 'quote',
        title: { en: 'Quote', de: 'Angebot' },
        submitLabel: { en: 'Ask', de: 'Anfragen' },
        fields: [{ name: 'size', label: { en: 'Size', de: 'Menge' }, answer: { type: 'number' } }],
      },
    ],
    start: 'end',
    nodes: [{ id: 'end', kind: 'end' }],
  });
  channel = await makeChannel(target);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

describe('the texts of a trigger', () => {
  it.each([
    ['en-GB', { displayLabel: 'Order', description: 'Where is it?', examples: ['My order'] }],
    ['de', { displayLabel: 'Bestellung', description: 'Wo ist sie?', examples: ['Meine Bestellung'] }],
    ['fr', { displayLabel: 'Bestellung' }],
    [undefined, { displayLabel: 'Bestellung' }],
  ])('are in the language of a session with the locale %s', async (locale, texts) => {
    const { intents } = await openSession(target, channel, locale ? { locale } : {});
    expect(intents).toMatchObject([{ name: 'order', ...texts }]);
  });

  it('are in the language of the flow in a form, as its fields are', async () => {
    const { publicKey } = channel;
    const reply = await askPublic<{ form: object }>(target, 'GET', `/forms/quote?publicKey=${publicKey}`);
    expect(requireBody(reply, 200).form).toMatchObject({
      title: 'Angebot',
      submit_label: 'Anfragen',
      fields: [{ label: 'Menge' }],
    });
  });
});
