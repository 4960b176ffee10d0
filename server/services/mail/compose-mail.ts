import { type OutgoingMail, toHeaderLine } from '@/server/gateways/mail';

/** What a mail says. `link` is the whole address of a page of the console. */
export type MailContent =
  | { purpose: 'invitation'; organization: string; role: string; invitedBy: string | null; link: string }
  | { purpose: 'password-reset'; link: string }
  | { purpose: 'password-changed'; baseUrl: string }
  | { purpose: 'factor-added'; baseUrl: string }
  | { purpose: 'factor-removed'; baseUrl: string }
  | { purpose: 'credentials-ended'; baseUrl: string };

type Letter = { subject: string; paragraphs: string[]; link?: { text: string; href: string } };

type Letters = { [P in MailContent['purpose']]: (content: Extract<MailContent, { purpose: P }>) => Letter };

const NOT_YOU =
  'If this was not you, choose “Forgot your password?” on the sign-in page now, and tell an owner of your organization.';

const LETTERS: Letters = {
  invitation: ({ organization, role, invitedBy, link }) => ({
    subject: `Join ${organization} on Parley`,
    paragraphs: [
      `${invitedBy ?? 'Somebody'} invited you to join the organization “${organization}” as ${role}.`,
      'The link works once and for seven days. If you did not expect it, you can ignore this mail.',
    ],
    link: { text: 'Accept the invitation', href: link },
  }),
  'password-reset': ({ link }) => ({
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody asked for a new password for your account. The link works once and for 30 minutes.',
      'If this was not you, you can ignore this mail: your password stays as it is.',
    ],
    link: { text: 'Choose a new password', href: link },
  }),
  'password-changed': ({ baseUrl }) => ({
    subject: 'Your password was changed',
    paragraphs: [`The password of your account at ${baseUrl} was changed, and every sign-in ended.`, NOT_YOU],
  }),
  'factor-added': ({ baseUrl }) => ({
    subject: 'Two-step sign-in is on',
    paragraphs: [
      `Your account at ${baseUrl} now asks for a code of your authenticator app at every sign-in by password.`,
      NOT_YOU,
    ],
  }),
  'factor-removed': ({ baseUrl }) => ({
    subject: 'Two-step sign-in is off',
    paragraphs: [`Your account at ${baseUrl} no longer asks for a code of an authenticator app.`, NOT_YOU],
  }),
  'credentials-ended': ({ baseUrl }) => ({
    subject: 'Your account was secured',
    paragraphs: [
      `You signed in at ${baseUrl} with an address that had not been verified before. The account's earlier password, sign-ins and authenticator app were ended, because somebody else may have made them.`,
      'You need to do nothing. To sign in with a password as well, choose “Forgot your password?” on the sign-in page.',
    ],
  }),
};

/** Writes a mail of one purpose, in plain text and in HTML. */
export function composeMail(to: string, content: MailContent): OutgoingMail {
  const write = LETTERS[content.purpose] as (content: MailContent) => Letter;
  const { subject, link, ...letter } = write(content);
  // A name that somebody chose must not look like a paragraph of ours.
  const paragraphs = letter.paragraphs.map(toHeaderLine);
  const text = [...paragraphs, ...(link ? [`${link.text}: ${link.href}`] : [])].join('\n\n');
  return { to, subject, text: `${text}\n`, html: toHtml(paragraphs, link) };
}

function toHtml(paragraphs: readonly string[], link: Letter['link']): string {
  const lines = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  const button = link && `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p>`;
  const body = [...lines, ...(button ? [button] : [])].join('\n');
  return `<!doctype html>\n<html lang="en"><body style="font-family:sans-serif;line-height:1.5">\n${body}\n</body></html>\n`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
