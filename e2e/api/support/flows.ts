import type { FlowDefinitionInput } from '@/server/engine/definition';
import { ask, requireBody, type Target } from './target';

/** A flow made for a test. */
export type MadeFlow = { id: string; slug: string };

/** Makes and publishes a flow through the management API. */
export async function makeFlow(
  target: Target,
  definition: FlowDefinitionInput,
  { publish = true } = {},
): Promise<MadeFlow> {
  const path = `/api/v1/orgs/${target.orgId}/flows`;
  const body = { name: 'Made for a test', slug: `test-${crypto.randomUUID().slice(0, 13)}`, definition };
  const flow = requireBody(await ask<MadeFlow>(target, 'POST', path, { body }), 201);
  if (publish) requireBody(await ask(target, 'POST', `${path}/${flow.id}/publish`), 201);
  return { id: flow.id, slug: flow.slug };
}

/** Sends the vendor example's opening lines, then accepts any message. */
export const AIRLINE: FlowDefinitionInput = {
  format: 1,
  start: 'welcome',
  nodes: [
    {
      id: 'welcome',
      kind: 'message',
      messages: [{ type: 'text', text: 'Welcome to Concentrix Airlines!' }],
      exits: { next: 'ask' },
    },
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'How can I help you today?' }],
      answer: { type: 'text' },
      variable: 'wish',
      exits: { next: 'ask' },
    },
  ],
};

/** Ends without any input, as the vendor's second example does. */
export const PROCESSED: FlowDefinitionInput = {
  format: 1,
  start: 'done',
  nodes: [{ id: 'done', kind: 'end', text: 'Your request has been processed.', output: { ok: true } }],
};

/** Fails at once: a loop without a wait that only running reveals. */
export const FAILING: FlowDefinitionInput = {
  format: 1,
  start: 'say',
  nodes: [
    {
      id: 'say',
      kind: 'message',
      messages: [{ type: 'text', text: 'So far so good.' }],
      exits: { next: 'count' },
    },
    {
      id: 'count',
      kind: 'each',
      list: 'Array.from({ length: 100000 }, (_, i) => i)',
      item: 'one',
      exits: {},
    },
  ],
};
