import { type APIRequestContext, expect } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { getDemo } from './demo';

/** A conversation over REST. */
export type Talk = { id: string; say: (text: string) => Promise<void> };

/** Starts a session of a demo flow by its slug. */
export async function startTalk(request: APIRequestContext, slug: string, body: object = {}): Promise<Talk> {
  return startFlow(request, getDemo().flows[slug] ?? '', body);
}

/** Starts a session of a flow by its id. */
export async function startFlow(
  request: APIRequestContext,
  flowId: string,
  body: object = {},
): Promise<Talk> {
  const { orgId, apiKey } = getDemo();
  const base = `/cgw/process/v1/orgs/${orgId}`;
  const headers = { authorization: `Bearer ${apiKey}` };
  const started = await request.post(`${base}/flows/${flowId}/sessions`, { headers, data: body });
  expect(started.status()).toBe(201);
  const { sessionId: id } = await started.json();
  const say = async (text: string) => {
    const answer = await request.post(`${base}/sessions/${id}/messages`, { headers, data: { text } });
    expect(answer.ok()).toBe(true);
  };
  return { id, say };
}

/** Makes a flow from a definition, publishes it and returns its id. */
export async function makeFlow(request: APIRequestContext, definition: FlowDefinitionInput): Promise<string> {
  const { orgId, apiKey } = getDemo();
  const flows = `/api/v1/orgs/${orgId}/flows`;
  const headers = { authorization: `Bearer ${apiKey}` };
  const slug = `sessions-${crypto.randomUUID().slice(0, 13)}`;
  const made = await request.post(flows, { headers, data: { name: 'Made for a test', slug, definition } });
  const { id } = await made.json();
  expect((await request.post(`${flows}/${id}/publish`, { headers, data: {} })).status()).toBe(201);
  return id;
}

/** Replaces the draft of a flow. */
export async function changeDraft(
  request: APIRequestContext,
  flowId: string,
  draft: FlowDefinitionInput,
): Promise<void> {
  const { orgId, apiKey } = getDemo();
  const changed = await request.patch(`/api/v1/orgs/${orgId}/flows/${flowId}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { draft },
  });
  expect(changed.ok(), await changed.text()).toBe(true);
}
