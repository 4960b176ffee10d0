import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible } from '../support/accessibility';
import { tryItOf } from '../support/draw';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

let model: Server;
let address = '';
let response: ServerResponse | null = null;

test.beforeAll(async () => {
  model = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    response = answer;
    write('We deliver ');
  });
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((model.address() as AddressInfo).port)}/v1/chat/completions`;
});
test.afterAll(() => model.close());
test.beforeEach(async ({ page }) => {
  response = null;
  await signIn(page);
});

function write(content: string, finish: string | null = null): void {
  const part = { choices: [{ index: 0, delta: { content }, finish_reason: finish }] };
  response?.write(`data: ${JSON.stringify(part)}\n\n`);
  if (finish) response?.end('data: [DONE]\n\n');
}

const asking = (): FlowDefinitionInput => ({
  format: 1,
  start: 'hello',
  nodes: [
    {
      ...{ id: 'hello', kind: 'question', prompt: [{ type: 'text', text: 'What is it about?' }] },
      ...{ answer: { type: 'text' }, variable: 'topic', exits: { next: 'ask' } },
    },
    {
      ...{ id: 'ask', kind: 'ai', url: address, model: 'small', prompt: 'Hello', stream: true },
      ...{ variable: 'said', exits: { next: 'say', error: 'say' } },
    },
    { id: 'say', kind: 'message', messages: [{ type: 'text', text: '{{ said }}' }], exits: { next: 'end' } },
    { id: 'end', kind: 'end' },
  ],
});

test('a reply grows in Try it while the model writes it', async ({ page, request }) => {
  const flowId = await makeFlow(request, asking());
  await page.goto(`/flows/${flowId}`);
  const start = tryItOf(page).getByRole('button', { name: 'Start a test session' });
  const open = page.getByRole('button', { name: 'Try it' });
  await expect(start.or(open).first()).toBeVisible();
  if (!(await start.isVisible())) await open.click();
  await start.click();
  const log = tryItOf(page).getByRole('log');
  await expect(log).toContainText('What is it about?');
  await tryItOf(page).getByLabel('Message').fill('My order');
  await page.keyboard.press('Enter');
  const partial = log.getByRole('note', { name: 'Reply being written' });
  await expect(partial).toContainText('We deliver');
  write('tomorrow');
  await expect(partial).toContainText('We deliver tomorrow');
  await expectAccessible(page);
  write('.', 'stop');
  await expect(log.getByText('We deliver tomorrow.')).toBeVisible();
  await expect(partial).toHaveCount(0);
});

test('a reply grows on the page of its session, also after a reload', async ({ page, request }) => {
  const { id, say } = await startFlow(request, await makeFlow(request, asking()));
  await page.goto(`/sessions/${id}`);
  const said = say('My order');
  const partial = page.getByRole('note', { name: 'Reply being written' });
  await expect(partial).toContainText('We deliver');
  write('tomorrow');
  await expect(partial).toContainText('We deliver tomorrow');
  await page.reload();
  await expect(partial).toContainText('We deliver tomorrow');
  write('.', 'stop');
  await said;
  await expect(page.getByText('We deliver tomorrow.').first()).toBeVisible();
  await expect(partial).toHaveCount(0);
});
