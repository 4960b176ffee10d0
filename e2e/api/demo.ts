import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listDemoRequests } from '@/prisma/seed/demo-requests';
import type { RunningApp } from '../support/start-app';

const run = promisify(execFile);

/** What a newcomer is told to paste, pasted. */
export function describeDemo(app: () => RunningApp): void {
  const paste = async (part: string): Promise<unknown> => {
    const requests = listDemoRequests(app().baseUrl, app().readDemo());
    const request = requests.find(({ curl }) => curl.includes(part));
    expect(app().output()).toContain(request?.curl);
    return JSON.parse((await run('bash', ['-c', request?.curl ?? ''])).stdout);
  };

  describe('the demo', () => {
    it('prints requests that work when they are pasted', async () => {
      expect(await paste('/cgw/')).toMatchObject({ status: 'awaiting_input' });
      expect(await paste('/api/public/v1/')).toMatchObject({
        reply: { status: 'waiting_input', waitToken: expect.any(String) },
      });
      const text = 'I can look that up. What is your order number? It is like 12345.';
      const reply = (await paste('/rest/v1/')) as { messages: { fallback: string }[] };
      expect(reply.messages.at(-1)?.fallback).toBe(text);
      expect(await paste('/api/v5/')).toMatchObject({ messages_created: 1 });
    });

    it('shows the webhooks that came of them', async () => {
      const { umi, orgId } = app().readDemo();
      const path = `/api/v1/orgs/${orgId}/channels/${umi?.configId}`;
      const headers = { authorization: `Bearer ${app().readDemo().apiKey}` };
      const channel = await (await fetch(`${app().baseUrl}${path}`, { headers })).json();
      const read = async () => (await fetch(channel.webhookUrl)).json();
      await expect
        .poll(read, { timeout: 10_000 })
        .toMatchObject({ received: [{ body: { event_type: 'message_created', thread_id: 'demo-thread' } }] });
    });
  });
}
