import { expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { recordEcho, toFile } from './fixtures/echo-file';
import { runOnDraft } from './run-on-draft';

const NO_CALLS = { flows: {}, links: {} };
const text = JSON.stringify(ECHO);

it('gives the same on the same definition', async () => {
  const compared = await runOnDraft({ file: toFile(recordEcho()), text, called: NO_CALLS });
  expect(compared).toMatchObject({ ok: true, verdict: 'same', parting: null });
});

it('says where a draft parts from the file, with both conversations', async () => {
  const draft = text.replace('You said:', 'You wrote:');
  const compared = await runOnDraft({ file: toFile(recordEcho()), text: draft, called: NO_CALLS });
  if (!compared.ok) throw new Error(compared.reason);
  expect(compared.verdict).toBe('other_words');
  expect(compared.parting).toMatchObject({ difference: 'words', turn: 1, next: { node: 'repeat' } });
  const said = (run: typeof compared.past) => run.messages.map((message) => message.text);
  expect(said(compared.past)).toContain('You said: hello');
  expect(said(compared.next)).toContain('You wrote: hello');
  expect(compared.next.definition).toEqual(JSON.parse(draft));
});

it('says why a draft or a file does not run', async () => {
  const file = toFile(recordEcho());
  expect(await runOnDraft({ file, text: '{', called: NO_CALLS })).toEqual({
    ok: false,
    reason: 'The JSON of the draft is invalid.',
  });
  expect(await runOnDraft({ file: toFile('{}'), text, called: NO_CALLS })).toMatchObject({ ok: false });
});
