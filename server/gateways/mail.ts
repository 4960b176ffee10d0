/*
 * mail/no-injection: every header of a mail is one line of printable text, and its recipient is exactly one address,
 *   whatever stands in names that people chose.
 */
import { createTransport } from 'nodemailer';

/** A mail to one person, in plain text and the same in HTML. */
export type OutgoingMail = { to: string; subject: string; text: string; html: string };

/** `rejected`: the server will never take it, so that a further try is of no use. */
type MailOutcome = { outcome: 'sent' } | { outcome: 'rejected' | 'failed'; reason: string };

/** Sends mail for this server. */
export type Mail = {
  /** The console's address, for links in mails; without a slash at the end. */
  baseUrl: string;
  /** Hands a mail to the SMTP server; never throws. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
};

export type MailOptions = {
  /** smtp:// (STARTTLS where the server offers it) or smtps://, with the credentials in it. */
  smtpUrl: string;
  /** "Name <address>" or an address alone. */
  from: string;
  baseUrl: string;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
// Control characters, line and paragraph separators, bidirectional and other invisible ones, halves of surrogate pairs.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Makes the gateway to an SMTP server; it connects once a mail. */
export function createMail({ smtpUrl, from, baseUrl }: MailOptions): Mail {
  const transport = createTransport({
    ...toServer(new URL(smtpUrl)),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async ({ to, subject, text, html }: OutgoingMail): Promise<MailOutcome> => {
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const message = {
      from,
      to: { name: '', address: to },
      subject: toHeaderLine(subject),
      text,
      html,
      headers,
    };
    try {
      await transport.sendMail(message);
      return { outcome: 'sent' };
    } catch (error) {
      return toFailure(error);
    }
  };
  return { baseUrl, send };
}

/** Makes one line of printable text out of any text. */
export function toHeaderLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').replace(/ +/g, ' ').trim();
}

function toServer({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:';
  const hasCredentials = username !== '';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password goes over an encrypted connection, or not further than this machine.
    requireTLS: !secure && hasCredentials && !LOOPBACK.has(hostname),
    ...(hasCredentials && { auth }),
  };
}

// A server's sentence may repeat the recipient or the login, so the log gets its code alone.
function toFailure(error: unknown): MailOutcome {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown };
  const isFinal = code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500;
  const reason = [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  return { outcome: isFinal ? 'rejected' : 'failed', reason };
}
