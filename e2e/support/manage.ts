import { type APIRequestContext, expect } from '@playwright/test';
import { getDemo } from './demo';

/** Calls the management API of the demo organization; returns the response body. */
export async function manage<Body>(request: APIRequestContext, path: string, data?: object): Promise<Body> {
  const { orgId, apiKey } = getDemo();
  const url = `/api/v1/orgs/${orgId}${path}`;
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await (data ? request.post(url, { headers, data }) : request.get(url, { headers }));
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

/** A webhook URL of the app under test: one that acknowledges, or one that does not exist. */
export function endpointAt(baseUrl: string | undefined, is: 'there' | 'missing'): string {
  return `${baseUrl ?? ''}/demo/${is === 'there' ? 'webhooks/console' : 'missing'}`;
}
