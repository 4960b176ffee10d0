import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '@/server/gateways/log';
import { createMail } from '@/server/gateways/mail';
import { createSecretBox } from '@/server/gateways/secret-box';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { findLink, openTestSmtpServer, type TestSmtpServer } from '@/server/tools/test/smtp-server';
import { requireSecrets } from '../secret/require-secrets';
import { resealSecrets } from '../secret/reseal-secrets';
import { composeMail, type MailContent } from './compose-mail';
import type { Notice } from './notice-templates';
import { queueMail, queueResetMail } from './queue-mail';
import { sendDueMails } from './send-due-mails';

const FROM = '"Parley" <parley@example.test>';
const BASE = 'https://parley.example.test';

const lines: string[] = [];
const sink = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    lines.push(chunk.toString());
    done();
  },
});
const clock = createManualClock();
let answers: Record<string, number> = {};
let server: TestSmtpServer;
let testEnv: TestEnv;

beforeAll(async () => {
  const login = { user: 'par ley', pass: 'p@ss:word/1' };
  server = await openTestSmtpServer({ login, answer: (to) => answers[to] ?? 250 });
  const mail = createMail({ smtpUrl: server.url, from: FROM, baseUrl: BASE });
  testEnv = await openTestEnv({
    clock,
    mail,
    log: createLog('debug', sink),
    secrets: createSecretBox('old'),
  });
});
afterAll(async () => {
  await testEnv.close();
  await server.close();
});
afterEach(async () => {
  answers = {};
  server.received.length = 0;
  lines.length = 0;
  await testEnv.platform.db.prisma.mail.deleteMany();
});

const invitation = (organization: string): MailContent => ({
  ...{ purpose: 'invitation', role: 'editor', invitedBy: 'Ada', link: `${BASE}/join/s3cret-t0ken` },
  organization,
});
const NOTICES: Notice[] = [
  { purpose: 'password-changed' },
  { purpose: 'factor-added' },
  { purpose: 'factor-removed' },
  { purpose: 'recovery-code-used' },
  { purpose: 'recovery-codes-made' },
  { purpose: 'code-reused' },
  { purpose: 'credentials-ended' },
  { purpose: 'identity-linked', issuer: 'https://id.example' },
  { purpose: 'new-place', address: '192.0.2.1', device: 'Firefox', at: new Date(0) },
];
const rows = () => testEnv.platform.db.prisma.mail.findMany();
const send = () => sendDueMails(testEnv.platform, { limit: 5 });

describe('mail', () => {
  it('is sent once, in text and HTML, and its row is deleted (mail/kept-until-sent)', async () => {
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    expect(await send()).toBe(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'parley@example.test', to: ['bob@example.test'] });
    expect(mail?.headers).toMatchObject({
      from: 'Parley <parley@example.test>',
      to: 'bob@example.test',
      subject: 'Join Acme on Parley',
      'auto-submitted': 'auto-generated',
    });
    expect(mail?.source).toContain(`Accept the invitation: ${BASE}/join/s3cret-t0ken`);
    expect(mail?.source).toContain(`<a href="${BASE}/join/s3cret-t0ken">Accept the invitation</a>`);
    expect(await rows()).toEqual([]);
    expect(await send()).toBe(0);
    expect(server.received).toHaveLength(1);
  });

  it('is sent by one of two concurrent workers', async () => {
    for (const n of [1, 2, 3]) await queueMail(testEnv.platform, `p${n}@example.test`, invitation('Acme'));
    const taken = await Promise.all([send(), send(), send()]);
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual([1, 2, 3].map((n) => `p${n}@example.test`));
  });

  it('has no header that a name could inject (mail/no-injection)', async () => {
    const name = 'Acme\r\nBcc: eve@example.test\r\n\r\n<script>alert(1)</script>\u2028X: y\u0000\u202e\ud800';
    await queueMail(testEnv.platform, 'bob@example.test', invitation(name));
    await send();
    const [mail] = server.received;
    expect(mail?.to).toEqual(['bob@example.test']);
    expect(Object.keys(mail?.headers ?? {}).sort()).toEqual([
      ...['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'],
    ]);
    expect(mail?.source).not.toMatch(/^(Bcc|X):/m);
    expect(mail?.source.slice(mail.source.indexOf('<!doctype'))).not.toContain('<script>');
    expect(mail?.source).toContain('&lt;script&gt;');
  });

  it('goes to exactly one address, whatever that contains (mail/no-injection)', async () => {
    const to = 'bob@example.test>, <eve@example.test';
    await queueMail(testEnv.platform, to, invitation('Acme'));
    await send();
    expect(server.received.flatMap((mail) => mail.to)).not.toContain('eve@example.test');
  });

  it('is never stored or logged in plain text (mail/sealed)', async () => {
    answers['bob@example.test'] = 451;
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    const [row] = await rows();
    expect(Object.keys(row ?? {}).sort()).toEqual([
      ...['attempts', 'createdAt', 'dueAt', 'expiresAt', 'id', 'purpose', 'sealed'],
    ]);
    await send();
    expect(lines).toHaveLength(1);
    for (const text of [JSON.stringify(row), ...lines]) {
      for (const secret of ['bob@', 's3cret', 'Acme', 'p@ss']) expect(text).not.toContain(secret);
    }
    expect(lines[0]).toContain('"reason":"EENVELOPE 451"');
  });

  it('is retried with growing pauses and dropped after a day (mail/kept-until-sent)', async () => {
    answers['bob@example.test'] = 451;
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    const pauses: number[] = [];
    for (let tries = 0; tries < 40 && (await rows()).length > 0; tries += 1) {
      await send();
      const [row] = await rows();
      if (!row) break;
      pauses.push((row.dueAt.getTime() - clock.now()) / 1000);
      expect(await send()).toBe(0);
      clock.advance(row.dueAt.getTime() - clock.now());
    }
    expect(pauses.slice(0, 8)).toEqual([10, 30, 60, 300, 900, 1800, 3600, 3600]);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(24 * 3600);
    expect(lines.at(-1)).toContain('mail dropped');
    expect(server.received).toEqual([]);
  });

  it('is sent when the server is back', async () => {
    answers['bob@example.test'] = 451;
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    await send();
    answers = {};
    clock.advance(10_000);
    await send();
    expect(server.received).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  it('is dropped at once when the server rejects the recipient permanently', async () => {
    answers['bob@example.test'] = 550;
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    await send();
    expect(await rows()).toEqual([]);
    expect(lines[0]).toContain('"reason":"EENVELOPE 550"');
  });

  it('is retried when the sending process died', async () => {
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    const now = clock.now();
    await testEnv.platform.db.prisma.mail.updateMany({
      data: { attempts: 1, dueAt: new Date(now + 120_000) },
    });
    expect(await send()).toBe(0);
    clock.advance(120_000);
    expect(await send()).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('with a reset link is composed only for existing people, with the same link at a retry', async () => {
    const { db, ids } = testEnv.platform;
    const email = 'known@example.test';
    await db.prisma.user.create({ data: { id: ids.uuid(clock.now()), email, name: 'Known' } });
    await queueResetMail(testEnv.platform, 'nobody@example.test', 30 * 60_000);
    await queueResetMail(testEnv.platform, email, 30 * 60_000);
    answers[email] = 451;
    await send();
    expect(await rows()).toHaveLength(1);
    expect(await db.prisma.passwordReset.count()).toBe(1);
    answers = {};
    clock.advance(10_000);
    await send();
    expect(await db.prisma.passwordReset.count()).toBe(1);
    expect(server.received.map(({ to }) => to)).toEqual([[email]]);
    expect(server.received.map((mail) => findLink(mail, 'reset'))).toEqual([
      expect.stringMatching(/^\/reset\/[\w-]{32}$/),
    ]);
    await db.prisma.user.deleteMany({ where: { email } });
  });

  it('is sealed again under a new secret, and a start without its secret fails', async () => {
    await queueMail(testEnv.platform, 'bob@example.test', invitation('Acme'));
    const alone = testEnv.openPlatform({ secrets: createSecretBox('new') });
    await expect(requireSecrets(alone)).rejects.toThrow('PARLEY_SECRET_PREVIOUS');
    const after = testEnv.openPlatform({ secrets: createSecretBox('new', ['old']) });
    expect(await resealSecrets(after, { limit: 10 })).toBe(1);
    await expect(requireSecrets(alone)).resolves.toBeUndefined();
    expect(await sendDueMails(alone, { limit: 5 })).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('has one text for each purpose', () => {
    const contents: MailContent[] = [
      invitation('Acme'),
      { purpose: 'password-reset', link: `${BASE}/reset/x` },
      ...NOTICES.map((notice) => ({ ...notice, baseUrl: BASE })),
    ];
    const subjects = contents.map((content) => composeMail('a@example.test', content).subject);
    expect(new Set(subjects).size).toBe(contents.length);
  });
});

describe('a remote SMTP server', () => {
  it('gets no password without encryption', async () => {
    const other = await openTestSmtpServer({ host: '127.0.0.2', login: { user: 'u', pass: 'p' } });
    const mail = createMail({ smtpUrl: other.url, from: FROM, baseUrl: BASE });
    const outcome = await mail.send({ to: 'bob@example.test', subject: 's', text: 't', html: 'h' });
    expect(outcome).toEqual({ outcome: 'failed', reason: expect.stringMatching(/^ETLS/) });
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('that is unreachable fails with a reason', async () => {
    const gone = await openTestSmtpServer();
    await gone.close();
    const mail = createMail({ smtpUrl: gone.url, from: FROM, baseUrl: BASE });
    const outcome = await mail.send({ to: 'bob@example.test', subject: 's', text: 't', html: 'h' });
    expect(outcome).toEqual({ outcome: 'failed', reason: 'ESOCKET' });
  });
});
