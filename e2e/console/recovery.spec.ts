import { type Browser, expect as base, type Page } from '@playwright/test';
import { findLink, openTestSmtpServer, type TestSmtpServer } from '@/server/tools/test/smtp-server';
import { expectAccessible } from '../support/accessibility';
import { fillSignIn, signInByForm } from '../support/sign-in';
import { type RunningApp, startApp } from '../support/start-app';
import { expect, test } from '../support/test';

/*
 * Recovery with mail: a separate server that sends its mails to an SMTP server on this machine.
 */

const NEXT = 'staple for the other horse';
let smtp: TestSmtpServer;
let app: RunningApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  smtp = await openTestSmtpServer();
  const env = { PARLEY_SMTP_URL: smtp.url, PARLEY_MAIL_FROM: 'Parley <parley@example.test>' };
  app = await startApp({ env });
});
test.afterAll(async () => {
  await app.remove();
  await smtp.close();
});

const mailTo = async (email: string, page: string): Promise<string> => {
  let link: string | undefined;
  await base
    .poll(() => {
      link = smtp.received
        .filter(({ to }) => to.includes(email))
        .map((mail) => findLink(mail, page))
        .findLast(Boolean);
      return link;
    })
    .toBeTruthy();
  return `${app.baseUrl}${link}`;
};

const open = async (browser: Browser, url: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL: app.baseUrl });
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

test('mails an invitation, and later a password reset', async ({ browser }) => {
  const owner = await open(browser, `${app.baseUrl}/sign-in`);
  await signInByForm(owner, app.readDemo().console);
  await owner.goto('/settings/members');
  await owner.getByRole('button', { name: 'Invite' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('Email').fill('grace@example.test');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(owner.getByRole('dialog', { name: 'Invitation sent' })).toBeVisible();

  const theirs = await open(browser, await mailTo('grace@example.test', 'join'));
  await theirs.getByLabel('Your name').fill('Grace Hopper');
  await theirs.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs.getByRole('navigation', { name: 'Console' })).toBeVisible();

  const page = await open(browser, `${app.baseUrl}/sign-in`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await page.getByLabel('Email').fill('nobody@example.test');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await page.goto('/forgot-password');
  await expectAccessible(page);
  await page.getByLabel('Email').fill('grace@example.test');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('If there is an account for grace@example.test')).toBeVisible();

  const link = await mailTo('grace@example.test', 'reset');
  await page.goto(link);
  await expectAccessible(page);
  // An open page would navigate by itself once its sign-in ends, in the middle of the visit below.
  await theirs.goto('about:blank');
  await page.getByLabel('New password', { exact: true }).fill(NEXT);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('heading', { name: 'Your password is saved' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await fillSignIn(page, 'grace@example.test', NEXT);
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
  await theirs.goto('/sessions');
  await expect(theirs).toHaveURL(/\/sign-in/);
  expect(smtp.received.filter(({ to }) => to.includes('nobody@example.test'))).toEqual([]);
});
