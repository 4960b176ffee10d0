import { readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { signIn } from '../support/sign-in';
import { startTalk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const chooser = (page: Page) => page.getByLabel('Choose a file');
/** Chooses a file as soon as the page can open one. */
async function choose(page: Page, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await expect(chooser(page)).toBeEnabled();
  await chooser(page).setInputFiles(file);
}

const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript' });
const verification = (page: Page) => page.getByRole('region', { name: 'Verification' });

async function saveRecording(page: Page, sessionId: string, path: string): Promise<void> {
  await page.goto(`/sessions/${sessionId}`);
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Recording for a bug report' }).click();
  await (await downloading).saveAs(path);
}

test('a session is saved as a file, which opens, runs again and is the same', async ({
  page,
  request,
}, info) => {
  const talk = await startTalk(request, 'airline');
  await talk.say('I have a question about baggage');
  const path = info.outputPath('session.recording.json');
  await saveRecording(page, talk.id, path);

  await page.goto('/sessions');
  await page.getByRole('link', { name: 'Open a session file' }).click();
  await expect(page).toHaveURL('/sessions/file');
  await expectAccessible(page);
  await choose(page, path);
  await expect(page.getByRole('heading', { name: `Session ${talk.id.slice(-8)}` })).toBeVisible();
  await expect(verification(page)).toContainText(
    'Identical: all 2 turns give what was recorded, byte for byte.',
  );
  await expect(page.getByText('airline v1')).toBeVisible();
  await expect(transcript(page)).toContainText('I have a question about baggage');
  await expect(page.getByRole('article', { name: 'condition route_request' })).toContainText(
    'It would be true if',
  );
  await page.getByRole('tab', { name: 'Variables' }).click();
  await expect(page.getByRole('table', { name: 'Variables' })).toContainText(
    'I have a question about baggage',
  );
  await page.getByRole('button', { name: 'Previous turn' }).click();
  await expect(transcript(page)).not.toContainText('I have a question about baggage');
  await expect(page.getByText('One later turn is not shown.')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('button', { name: 'Try on a draft' }).click();
  const dialog = page.getByRole('dialog', { name: 'Try on a draft' });
  await expect(dialog.getByRole('status')).toHaveText('The same: they do not part.');
  await expect(dialog.getByRole('region', { name: 'On the draft, transcript' })).toContainText('baggage');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Open another file' }).click();
  await choose(page, path);
  await expect(page.getByRole('slider', { name: 'Turn' })).toHaveValue('2');
});

test('a file that does not run as it was recorded names each difference, and another file is refused', async ({
  page,
  request,
}, info) => {
  const talk = await startTalk(request, 'echo');
  await talk.say('hello');
  const path = info.outputPath('session.recording.json');
  await saveRecording(page, talk.id, path);
  const recording = JSON.parse(await readFile(path, 'utf8'));
  recording.turns[1].messages[0].text = 'Something else';
  const changed = info.outputPath('changed.json');
  await writeFile(changed, JSON.stringify(recording));

  await page.goto('/sessions/file');
  await choose(page, {
    name: 'flow.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await expect(page.getByText(/^This is not a session file\./)).toBeVisible();
  await choose(page, changed);
  await expect(verification(page)).toContainText('It does not run as it was recorded: turn 2 differs.');
  const differences = verification(page).getByRole('list', { name: 'Differences' });
  await expect(differences).toContainText('/messages/0/text');
  await expect(differences).toContainText('Something else');
  await expectAccessible(page);
  await expect(transcript(page)).toContainText('Something else');
  await differences.getByRole('button', { name: 'Turn 2' }).click();
  await expect(page).toHaveURL('/sessions/file?turn=2');
});
