import { type OutgoingMail, toHeaderLine } from '@/server/gateways/mail';
import { type MailText, NOTICE_TEMPLATES, type NoticeContent } from './notice-templates';

/** The content of a mail. `link` is a complete URL of the console. */
export type MailContent =
  | { purpose: 'invitation'; organization: string; role: string; invitedBy: string | null; link: string }
  | { purpose: 'password-reset'; link: string }
  | NoticeContent;

type Letters = { [P in MailContent['purpose']]: (content: Extract<MailContent, { purpose: P }>) => MailText };

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
  ...NOTICE_TEMPLATES,
};

/** Composes a mail, as plain text and as HTML. */
export function composeMail(to: string, content: MailContent): OutgoingMail {
  const write = LETTERS[content.purpose] as (content: MailContent) => MailText;
  const { subject, link, ...letter } = write(content);
  // A user-chosen name must not look like a paragraph of the mail.
  const paragraphs = letter.paragraphs.map(toHeaderLine);
  const text = [...paragraphs, ...(link ? [`${link.text}: ${link.href}`] : [])].join('\n\n');
  return { to, subject, text: `${text}\n`, html: toHtml(paragraphs, link) };
}

function toHtml(paragraphs: readonly string[], link: MailText['link']): string {
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
