import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDraft } from '@/app/_features/flow/engine-worker/check-draft';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { validateDraft } from '@/server/services/flow/draft/validate-draft';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { changeSettings } from '@/server/services/organization/settings';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { combineChecks, SERVER_CODES } from './combine-checks';

const TEXT = '{\n  "start": "gone",\n  "nodes": [\n    { "id": "a", "flow": "other" }\n  ]\n}';
const problem = (code: string, path: string) => ({
  severity: 'error' as const,
  code,
  nodeId: null,
  path,
  message: code,
});
const placed = (message: string, from: number) => ({
  severity: 'error' as const,
  message,
  nodeId: null,
  path: '',
  from,
  to: from + 1,
  line: 1,
});
const messagesOf = (list: readonly { message: string }[]) => list.map(({ message }) => message);

describe('the problems of a draft', () => {
  it('are those of the server once it has checked the text', () => {
    const server = { text: TEXT, problems: [problem('unknown_flow', '/nodes/0/flow')], error: null };
    const local = { text: TEXT, problems: [placed('local', 4)] };
    const { list, state } = combineChecks(TEXT, local, server);
    expect(messagesOf(list)).toEqual(['unknown_flow']);
    expect(state).toBe('checked');
  });

  it('are those of the browser before that, and the last ones that only the server finds', () => {
    const server = {
      text: 'before',
      problems: [problem('unknown_flow', '/nodes/0/flow'), problem('no_such_node', '/start')],
      error: null,
    };
    const { list, state } = combineChecks(TEXT, { text: TEXT, problems: [placed('local', 4)] }, server);
    expect(messagesOf(list)).toEqual(['local', 'unknown_flow']);
    expect(state).toBe('checking');
  });

  it('stay unchanged until either has checked the text', () => {
    const local = { text: 'before', problems: [placed('old', 4)] };
    expect(combineChecks(TEXT, local, null)).toMatchObject({ list: [{ message: 'old' }], state: 'checking' });
    expect(combineChecks(TEXT, null, null)).toEqual({ list: [], state: 'checking', error: null });
  });

  it('are still those of the browser when the server fails', () => {
    const error = { title: 'Not reached' };
    const local = { text: TEXT, problems: [placed('local', 4)] };
    expect(combineChecks(TEXT, local, { text: TEXT, problems: [], error })).toEqual({
      list: [expect.objectContaining({ message: 'local' })],
      state: 'failed',
      error,
    });
  });
});

describe('the browser and the server', () => {
  let testEnv: TestEnv;
  beforeAll(async () => {
    testEnv = await openTestEnv();
  });
  afterAll(() => testEnv.close());

  it('find the same problems, except those that depend on other flows', async () => {
    const ctx = actIn(testEnv.platform, testEnv.orgId);
    const help = { type: 'intent', name: 'help', displayLabel: 'Help' };
    const end = { id: 'end', kind: 'end' };
    const taken = await createFlow(ctx, {
      name: 'Taken',
      definition: { format: 1, start: 'end', nodes: [end], triggers: [help] },
    });
    await publishFlow(ctx, { flowId: taken.id });
    const greeting = { id: 'greet', kind: 'end', text: '{{ name }}' };
    const greets = await createFlow(ctx, {
      name: 'Greets',
      definition: { format: 1, start: 'greet', variables: [{ name: 'name' }], nodes: [greeting] },
    });
    await publishFlow(ctx, { flowId: greets.id });
    const question = { kind: 'question', prompt: [{ type: 'text', text: '?' }], answer: { type: 'text' } };
    const asking = { ...question, id: 'ask', variable: 'x', exits: { next: 'ask' } };
    const asks = await createFlow(ctx, {
      name: 'Asks',
      definition: { format: 1, start: 'ask', nodes: [asking] },
    });
    await publishFlow(ctx, { flowId: asks.id });
    const leading = { id: 'go', kind: 'subflow', flow: 'greets', inputs: [{ variable: 'name', value: '1' }] };
    const leads = await createFlow(ctx, {
      name: 'Leads',
      definition: { format: 1, start: 'go', nodes: [leading] },
    });
    await publishFlow(ctx, { flowId: leads.id });
    await saveDraft(ctx, { flowId: greets.id, draft: { ...greets.draft, description: 'newer' } });
    await publishFlow(ctx, { flowId: greets.id });
    await createFlow(ctx, { name: 'Waiting' });
    const typed = await createFlow(ctx, {
      name: 'Typed',
      definition: {
        format: 1,
        start: 'end',
        inputs: {
          type: 'object',
          additionalProperties: false,
          properties: { order: {}, count: { type: 'integer' } },
          required: ['order'],
        },
        outputs: { type: 'object', properties: { total: { type: 'integer' } } },
        nodes: [{ ...end, output: { total: 1 } }],
      },
    });
    await publishFlow(ctx, { flowId: typed.id });
    const given = [
      { variable: 'count', value: "'two'" },
      { variable: 'other', value: '1' },
    ];
    await changeSettings(ctx, { personalData: { attributes: [], refusesModels: true } });
    const { id: flowId } = await createFlow(ctx, { name: 'Draft' });
    const model = { url: 'https://models.test/v1', model: 'm', variable: 'reply' };
    const definition = {
      format: 1,
      start: 'split',
      triggers: [help],
      nodes: [
        {
          id: 'split',
          kind: 'split',
          branches: [
            { id: 'a', weight: 1 },
            { id: 'b', weight: 1 },
          ],
          exits: { a: 'greets', b: 'asks' },
        },
        { id: 'greets', kind: 'subflow', flow: 'greets', exits: { next: 'greets' } },
        { id: 'asks', kind: 'subflow', flow: 'asks', exits: { next: 'end' } },
        { id: 'call', kind: 'subflow', flow: 'missing', exits: { next: 'nowhere', odd: 'end' } },
        { id: 'old', kind: 'subflow', flow: 'leads' },
        {
          id: 'typed',
          kind: 'subflow',
          flow: 'typed',
          inputs: given,
          outputs: [{ variable: 't', value: 'output.sum' }],
        },
        { id: 'wait', kind: 'subflow', flow: 'waiting', mode: 'goto' },
        { id: 'enter', kind: 'subflow', flow: 'greets', node: 'gone' },
        { id: 'model', kind: 'ai', ...model, prompt: '{{ contact.name }}', exits: { next: 'end' } },
        { id: 'set', kind: 'set', assign: [{ variable: 'a', value: 'b +' }] },
        end,
      ],
    };
    const { problems: found } = await validateDraft(ctx, { flowId, definition });
    const codes = new Set(found.map(({ code }) => code));
    expect([...SERVER_CODES].every((code) => codes.has(code))).toBe(true);
    const shared = found.filter(({ code }) => !SERVER_CODES.has(code));
    const local = checkDraft(JSON.stringify(definition)).problems;
    const toLine = ({ severity, path, message }: (typeof local)[number] | (typeof found)[number]) =>
      `${severity} ${path} ${message}`;
    expect(local.map(toLine).sort()).toEqual(shared.map(toLine).sort());
    expect(local.length).toBeGreaterThan(2);
  });
});
