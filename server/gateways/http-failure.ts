import { parseUrl } from './address-guard';
import { EncodingError, TooLargeError, UnfinishedError } from './body-errors';
import { BlockedAddressError } from './guarded-lookup';
import { RedirectsError } from './redirects';

type Failure = { code: string; message: string };

/** Errors of responses, whose messages complete "It answered". */
const CODES: [new (...given: never[]) => Error, string][] = [
  [TooLargeError, 'too_large'],
  [EncodingError, 'encoding'],
  [RedirectsError, 'redirects'],
  [UnfinishedError, 'network'],
];

/** The failure of a call that took too long. */
export function toTimeout(url: string, timeoutMs: number): Failure {
  return { code: 'timeout', message: `${hostOf(url)} did not answer within ${timeoutMs} ms.` };
}

/** The failure behind a thrown error, without addresses (outbound/tells-no-address). */
export function toFailure(error: unknown, url: string): Failure {
  const cause = rootOf(error);
  if (cause instanceof BlockedAddressError) {
    return { code: 'blocked', message: `${hostOf(url)} was not called: ${cause.reason}.` };
  }
  const code = CODES.find(([type]) => cause instanceof type)?.[1];
  if (code && cause instanceof Error) return { code, message: `${hostOf(url)} answered ${cause.message}.` };
  return { code: 'network', message: `${hostOf(url)} could not be called: ${explainNetwork(cause)}.` };
}

// Messages of the system and the driver contain addresses and ports, so codes are explained here.
const NETWORK_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it ended the connection',
  EPIPE: 'it ended the connection',
  UND_ERR_SOCKET: 'it ended the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  EPROTO: 'it does not speak TLS as expected',
};
const IN_CERTIFICATE = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;
const IN_ANSWER = /^HPE_/;

function explainNetwork(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (IN_CERTIFICATE.test(code)) return `its certificate is not accepted (${code})`;
  if (IN_ANSWER.test(code)) return 'its answer is not HTTP';
  return NETWORK_REASONS[code] ?? 'the connection failed';
}

/** The original error behind an AggregateError or a wrapper. */
function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** Host and port of a URL, for messages. */
export function hostOf(url: string): string {
  return parseUrl(url)?.host || 'The address';
}
