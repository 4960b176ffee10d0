import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as the SMTP server received it. */
export type ReceivedMail = {
  from: string;
  to: string[];
  /** The headers by lower-case name. */
  headers: Record<string, string>;
  /** Headers and body, with quoted-printable decoded. */
  source: string;
};

export type TestSmtpServer = {
  /** "smtp://127.0.0.1:<port>" */
  url: string;
  /** The accepted mails, in order. */
  received: ReceivedMail[];
  close(): Promise<void>;
};

export type TestSmtpOptions = {
  port?: number;
  /** The listening address; default: 127.0.0.1. */
  host?: string;
  /** The required login. */
  login?: { user: string; pass: string };
  /** The reply code for a recipient; default: 250, which accepts it. */
  answer?: (recipient: string) => number;
};

/** Opens a real SMTP server on this machine. */
export async function openTestSmtpServer(options: TestSmtpOptions = {}): Promise<TestSmtpServer> {
  const { port = 0, host = '127.0.0.1', login, answer = () => 250 } = options;
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS', ...(login ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login?.user && password === login?.pass;
      done(isRight ? null : new Error('wrong login'), isRight ? { user: username } : undefined);
    },
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = answer(address);
      done(responseCode === 250 ? null : Object.assign(new Error(`no ${address}`), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, ...parse(Buffer.concat(chunks).toString()) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return { url: `smtp://${credentials}${host}:${address.port}`, received, close };
}

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'source'> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = lines.map((line) => {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    return [name.toLowerCase(), value] as const;
  });
  return { headers: Object.fromEntries(headers), source: decodeQuotedPrintable(raw) };
}

function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** The first link to a page of the console in a mail, such as "/reset/…". */
export function findLink({ source }: ReceivedMail, page: string): string | undefined {
  return new RegExp(`https?://[^\\s"<]+(/${page}/[\\w-]+)`).exec(source)?.[1];
}
