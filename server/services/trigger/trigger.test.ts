import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { archiveFlow } from '../flow/archive-flow';
import { createFlow } from '../flow/create-flow';
import { saveDraft } from '../flow/draft/save-draft';
import { validateDraft } from '../flow/draft/validate-draft';
import { getFlow } from '../flow/get-flow';
import { publishFlow } from '../flow/version/publish-flow';
import { restoreVersion } from '../flow/version/restore-version';
import { findEventFlows } from './find-event-flows';
import { findForm } from './find-form';
import { findIntentFlow } from './find-intent-flow';
import { listEventTriggers } from './list-event-triggers';
import { listIntents } from './list-intents';

let testEnv: TestEnv;
let ctx: ServiceContext;
let orgId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());
// Each test has its own organization.
beforeEach(async () => {
  orgId = await addOrganization(testEnv.platform.db);
  ctx = actIn(testEnv.platform, orgId);
});

const flow = (...triggers: object[]) => ({
  format: 1,
  triggers,
  start: 'say',
  nodes: [{ id: 'say', kind: 'message', messages: [{ type: 'text', text: 'Hi' }] }],
});
const intent = (name: string, more = {}) => ({ type: 'intent', name, displayLabel: name, ...more });
const event = (name: string, manual = false) => ({ type: 'event', event: name, manual });
const form = (code: string) => ({
  type: 'form',
  code,
  title: 'Form',
  fields: [{ name: 'mail', label: 'E-mail', answer: { type: 'email' } }],
});

async function publish(name: string, ...triggers: object[]): Promise<string> {
  const { id } = await createFlow(ctx, { name, definition: flow(...triggers) });
  await publishFlow(ctx, { flowId: id });
  return id;
}

const clash = (path: string, message: string) => ({
  problem: {
    code: 'flow_invalid',
    details: { problems: [{ severity: 'error', code: 'trigger_taken', nodeId: null, path, message }] },
  },
});

describe('triggers of published flows', () => {
  it('are found by name', async () => {
    const id = await publish('One', intent('order'), event('paid', true), form('contact'));
    expect(await findIntentFlow(ctx, 'order')).toMatchObject({
      flowId: id,
      slug: 'one',
      flowName: 'One',
      trigger: { name: 'order', examples: [] },
    });
    expect(await findForm(ctx, 'contact')).toMatchObject({
      flowId: id,
      trigger: { fields: [{ required: true }] },
    });
    expect(await findForm(ctx, id)).toMatchObject({ trigger: { code: 'contact' } });
    expect(await findEventFlows(testEnv.platform, orgId, 'paid')).toMatchObject([{ flowId: id }]);
    expect(await listEventTriggers(ctx, { manual: true })).toMatchObject([{ trigger: { event: 'paid' } }]);
    expect(await listEventTriggers(ctx, { manual: false })).toEqual([]);
    expect([await findIntentFlow(ctx, 'gone'), await findForm(ctx, 'gone')]).toEqual([null, null]);
  });

  it('are invisible to other organizations', async () => {
    const id = await publish('One', intent('order'), event('paid'), form('contact'));
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await findIntentFlow(other, 'order')).toBeNull();
    expect(await findForm(other, 'contact')).toBeNull();
    expect(await findForm(other, id)).toBeNull();
    expect(await listIntents(other)).toEqual([]);
    expect(await listEventTriggers(other)).toEqual([]);
  });

  it('are visible to visitors, who have no scope', async () => {
    await publish('One', intent('order'), event('paid'), form('contact'));
    const visitor = actIn(testEnv.platform, orgId, {
      type: 'visitor',
      orgId,
      channelId: orgId,
      threadId: null,
    });
    expect(await listIntents(visitor)).toHaveLength(1);
    expect(await findIntentFlow(visitor, 'order')).not.toBeNull();
    expect(await findForm(visitor, 'contact')).not.toBeNull();
    await expect(listEventTriggers(visitor)).rejects.toMatchObject({
      problem: { code: 'permission_denied' },
    });
  });

  it('are sorted pinned first, then by priority, then by label', async () => {
    await publish('One', intent('b'), intent('late', { priority: -1 }), intent('a'));
    await publish(
      'Two',
      intent('early', { priority: 9 }),
      intent('pinned', { isPinned: true, priority: -9 }),
    );
    expect((await listIntents(ctx)).map(({ trigger }) => trigger.name)).toEqual([
      'pinned',
      'early',
      'a',
      'b',
      'late',
    ]);
  });

  it('are shown in the language of the caller, else of their flow', async () => {
    const label = { de: 'Bestellung', en: 'Order', 'zh-Hant': '訂單' };
    const texts = { displayLabel: label, subtitle: { en: 'Ask', de: 'Fragen' }, examples: [label, 'Hi'] };
    const definition = { ...flow(intent('order', texts), intent('help')), locale: 'de', languages: ['en'] };
    const { id } = await createFlow(ctx, { name: 'Orders', definition });
    await publishFlow(ctx, { flowId: id });
    const show = async (locale?: string) =>
      (await listIntents(ctx, { locale })).map(({ trigger }) => trigger);
    const english = { displayLabel: 'Order', subtitle: 'Ask', description: null, examples: ['Order', 'Hi'] };
    expect(await show('en-GB')).toMatchObject([{ name: 'help', displayLabel: 'help' }, english]);
    const german = { displayLabel: 'Bestellung', subtitle: 'Fragen' };
    for (const locale of [undefined, 'de-AT', 'fr', 'no tag'])
      expect(await show(locale)).toMatchObject([german, { displayLabel: 'help' }]);
  });

  it('are those of the published version, not of the draft or an earlier version', async () => {
    const flowId = await publish('One', intent('first'), event('paid'));
    await saveDraft(ctx, { flowId, draft: flow(intent('second')) });
    expect(await findIntentFlow(ctx, 'second')).toBeNull();
    const { id } = await publishFlow(ctx, { flowId });
    expect(await findIntentFlow(ctx, 'first')).toBeNull();
    expect(await findIntentFlow(ctx, 'second')).toMatchObject({ versionId: id });
    expect(await findEventFlows(testEnv.platform, orgId, 'paid')).toEqual([]);
    await restoreVersion(ctx, { flowId, number: 1 });
    await publishFlow(ctx, { flowId });
    expect((await listIntents(ctx)).map(({ trigger }) => trigger.name)).toEqual(['first']);
  });

  it('end with their flow, and free their names', async () => {
    const flowId = await publish('One', intent('order'), event('paid'), form('contact'));
    await archiveFlow(ctx, { flowId });
    expect(await findIntentFlow(ctx, 'order')).toBeNull();
    expect(await findForm(ctx, 'contact')).toBeNull();
    expect(await findEventFlows(testEnv.platform, orgId, 'paid')).toEqual([]);
    const heir = await publish('Heir', intent('order'), form('contact'));
    expect(await findIntentFlow(ctx, 'order')).toMatchObject({ flowId: heir });
  });
});

describe('trigger names of another flow', () => {
  it('prevent publishing, and the error names the other flow', async () => {
    await publish('Orders', intent('order'), form('contact'));
    const { id } = await createFlow(ctx, { name: 'Two', definition: flow(event('e'), intent('order')) });
    const message = 'The intent "order" already starts the flow "Orders" (orders).';
    await expect(publishFlow(ctx, { flowId: id })).rejects.toMatchObject(clash('/triggers/1/name', message));
    expect(await validateDraft(ctx, { flowId: id })).toMatchObject({ problems: [{ code: 'trigger_taken' }] });
    const contact = { flowId: id, definition: flow(form('contact')) };
    expect(await validateDraft(ctx, contact)).toMatchObject({ problems: [{ path: '/triggers/0/code' }] });
  });

  it('conflict only within one organization and type', async () => {
    await publish('One', intent('contact'));
    await publish('Two', form('contact'));
    ctx = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await publish('One', intent('contact'));
  });

  it('may be shared by events: one event starts any number of flows', async () => {
    await publish('One', event('paid'));
    await publish('Two', event('paid'));
    expect(await findEventFlows(testEnv.platform, orgId, 'paid')).toHaveLength(2);
  });

  it('go to one of two concurrent publications', async () => {
    const ids = await Promise.all(
      ['One', 'Two', 'Three'].map((name) => createFlow(ctx, { name, definition: flow(intent('order')) })),
    );
    const results = await Promise.allSettled(ids.map(({ id }) => publishFlow(ctx, { flowId: id })));
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([
      { problem: { code: 'flow_invalid', details: { problems: [{ code: 'trigger_taken' }] } } },
      { problem: { code: 'flow_invalid', details: { problems: [{ code: 'trigger_taken' }] } } },
    ]);
    expect(await listIntents(ctx)).toHaveLength(1);
  });

  it('stay with a flow that is published several times at once', async () => {
    const { id } = await createFlow(ctx, { name: 'One', definition: flow(intent('order'), event('paid')) });
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map(async (no) => {
        const draft = { ...flow(intent('order'), event('paid')), description: `Version ${no}` };
        await saveDraft(ctx, { flowId: id, draft });
        return publishFlow(ctx, { flowId: id });
      }),
    );
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    const { published } = await getFlow(ctx, { flowId: id });
    expect(await findIntentFlow(ctx, 'order')).toMatchObject({ versionId: published?.versionId });
  });
});
