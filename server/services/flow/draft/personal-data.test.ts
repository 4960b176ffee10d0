import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSettings } from '@/server/services/organization/settings';
import type { JsonObject } from '@/server/shared/json';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { createFlow } from '../create-flow';
import { publishFlow } from '../version/publish-flow';
import { validateDefinition, validateDraft } from './validate-draft';

let testEnv: TestEnv;
let ctx: ServiceContext;
beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const end = { id: 'end', kind: 'end' };
const model = (prompt: string) => ({
  ...{ id: 'ask-model', kind: 'ai', url: 'https://models.test/v1', model: 'm', variable: 'reply' },
  ...{ prompt, exits: { next: 'end' } },
});
const SUMS_UP = { format: 1, start: 'ask-model', nodes: [model('Sum up {{ text }}'), end] };
const callWith = (value: string): JsonObject => ({
  format: 1,
  start: 'call',
  variables: [{ name: 'email', personal: true }, { name: 'topic' }],
  nodes: [
    {
      ...{ id: 'call', kind: 'subflow', flow: 'sums-up', inputs: [{ variable: 'text', value }] },
      exits: { next: 'end' },
    },
    end,
  ],
});

describe('personal data of a draft', () => {
  it('is followed into the published flows that it calls', async () => {
    const called = await createFlow(ctx, { name: 'Sums up', definition: SUMS_UP });
    await publishFlow(ctx, { flowId: called.id });
    const { id: flowId } = await createFlow(ctx, { name: 'Caller', definition: callWith('email') });
    expect((await validateDraft(ctx, { flowId })).personalData).toEqual([
      {
        ...{ target: 'flow', names: ['email'], nodeId: 'call', path: '/nodes/0/inputs/0/value' },
        flow: { slug: 'sums-up', reaches: ['model'] },
      },
    ]);
    const other = await validateDefinition(ctx, { definition: callWith('topic') });
    expect(other.personalData).toEqual([]);
  });

  it('prevents publishing where the organization keeps it from models, and only there', async () => {
    const { id: flowId } = await createFlow(ctx, { name: 'Refused', definition: callWith('email') });
    await changeSettings(ctx, { personalData: { attributes: [], refusesModels: true } });
    await expect(publishFlow(ctx, { flowId })).rejects.toMatchObject({
      problem: {
        code: 'flow_invalid',
        details: { problems: [{ code: 'personal_data_to_model', nodeId: 'call' }] },
      },
    });
    await changeSettings(ctx, { personalData: { attributes: [], refusesModels: false } });
    await expect(publishFlow(ctx, { flowId })).resolves.toMatchObject({ number: 1 });
  });

  it('includes the attributes of contacts that the organization tags', async () => {
    const definition = {
      format: 1,
      start: 'm',
      nodes: [{ ...model('{{ contact.attributes.plan }}'), id: 'm' }, end],
    };
    const list = async () => (await validateDefinition(ctx, { definition })).personalData;
    expect(await list()).toEqual([]);
    await changeSettings(ctx, { personalData: { attributes: ['plan'], refusesModels: false } });
    expect(await list()).toEqual([
      { target: 'model', names: ['contact.attributes.plan'], nodeId: 'm', path: '/nodes/0/prompt' },
    ]);
  });
});
