import type { Problem } from '../definition/problem';

/*
 * The promises that a certificate is about:
 * ends: from every node that a conversation reaches, it can reach an end or a person.
 * variables: no variable is read on a way on which nothing has set it.
 * exits: every exit leads somewhere on purpose.
 * waits: no round of nodes goes on without waiting.
 */
const CLAIMS = ['ends', 'variables', 'exits', 'waits'] as const;
export type Claim = (typeof CLAIMS)[number];

/** `unknown` if the flow is too large or too intricate to tell. */
type ClaimResult = 'holds' | 'fails' | 'unknown';

/** What is shown about a version of a flow: each promise with the problems that speak against it, the first 50 of `count`. */
export type Certificate = {
  claims: { claim: Claim; result: ClaimResult; count: number; problems: Problem[] }[];
  /** The variables that are read and that only callers can set; the certificate assumes that they do. */
  given: string[];
};

/** A certificate as it is kept with a version; `engine` is the version of the server that made it. */
export type StoredCertificate = Certificate & { engine: string };

const MAX_PROBLEMS = 50;

const CODES: Readonly<Record<Claim, readonly string[]>> = {
  ends: ['no_way_out', 'no_way_out_by_calls'],
  variables: ['unset_read', 'missing_input', 'unknown_variable', 'unset_variable'],
  exits: ['unwired_exit', 'shared_failure'],
  waits: ['endless_loop', 'endless_call_loop'],
};

/** Sums up the problems of a definition; `unknown` names the promises of which neither is shown. */
export function toCertificate(
  problems: readonly Problem[],
  { unknown, given }: { unknown: readonly Claim[]; given: readonly string[] },
): Certificate {
  return {
    claims: CLAIMS.map((claim) => {
      const against = problems.filter(({ code }) => CODES[claim].includes(code));
      const result = against.length > 0 ? 'fails' : unknown.includes(claim) ? 'unknown' : 'holds';
      return { claim, result, count: against.length, problems: against.slice(0, MAX_PROBLEMS) };
    }),
    given: [...given],
  };
}
