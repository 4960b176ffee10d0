/*
 * mail/no-injection: every header of a mail is one line of printable text, and a mail has exactly one recipient, whatever the
 *   names that people chose contain.
 */
import { createTransport } from 'nodemailer';

/** A mail to one person, as plain text and as HTML. */
export type OutgoingMail = { to: string; subject: string; text: string; html: string };

/** `rejected`: the server will never accept it, so that a retry is useless. */
type MailOutcome = { outcome: 'sent' } | { outcome: 'rejected' | 'failed'; reason: string };

/** Sends mail for this server. */
export type Mail = {
  /** The console's URL for links, without a slash at the end. */
  baseUrl: string;
  /** Hands a mail to the SMTP server; never throws. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
};

export type MailOptions = {
  /** smtp:// (with STARTTLS if the server offers it) or smtps://, including the credentials. */
  smtpUrl: string;
  /** "Name <address>" or an address alone. */
  from: string;
  baseUrl: string;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
// Control characters, line and paragraph separators, bidirectional and other invisible characters, unpaired surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Creates the gateway to an SMTP server; it connects once per mail. */
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

/** Converts any text to one line of printable text. */
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
    // Passwords are sent only over encrypted connections or within this machine.
    requireTLS: !secure && hasCredentials && !LOOPBACK.has(hostname),
    ...(hasCredentials && { auth }),
  };
}

// The server's message may contain the recipient or the login, so only its code is kept.
function toFailure(error: unknown): MailOutcome {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown };
  const isFinal = code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 500;
  const reason = [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  return { outcome: isFinal ? 'rejected' : 'failed', reason };
}
