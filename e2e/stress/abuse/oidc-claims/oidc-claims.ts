import { authenticateByProvider } from '@/server/services/user/authenticate-by-provider';
import { openTestEnv } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { addPerson } from '../../support/person';
import { type Chance, seedCase } from '../../support/seeded';

const ISSUER = 'https://id.example';
const NOTHING: unknown[] = [undefined, null, 0, 1, false, 'true', 'false', '', [], [true], {}];
const ODD: unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff',
  '',
  'x'.repeat(100_000),
  7,
  null,
  [],
  {},
  true,
];

/** Draws `size` token claims of strangers, and of the person whose subject is bound. */
async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openTestEnv({}, postgres);
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  let successes = 0;
  try {
    const [bound, unbound] = [await addPerson(testEnv), await addPerson(testEnv)];
    const enter = async (claims: object) => {
      const entered = await authenticateByProvider(testEnv.platform, claims, { assumesVerified: false });
      return entered.outcome === 'in' ? entered.account.userId : entered.reason;
    };
    await enter({ iss: ISSUER, sub: 'bound', email: bound.email, email_verified: true });
    for (let no = 0; no < size; no += 1) {
      const { claims, expected } = draw(seedCase(seed, no), bound, unbound);
      const got = await enter(claims).catch((error: unknown) => `internal error: ${String(error)}`);
      counts[got === bound.userId ? 'in as themselves' : got] =
        (counts[got === bound.userId ? 'in as themselves' : got] ?? 0) + 1;
      if (expected.includes(got)) successes += 1;
      else failures.push(`${JSON.stringify(claims).slice(0, 300)}: ${got}`);
    }
    return { counts, successes, failures };
  } finally {
    await testEnv.close();
  }
}

type Known = { email: string; userId: string };
type Case = { claims: object; expected: readonly string[] };

function draw(chance: Chance, bound: Known, unbound: Known): Case {
  const verified = chance.pick(NOTHING);
  const cases: readonly Case[] = [
    { claims: { sub: 'thief', email: unbound.email, email_verified: verified }, expected: ['unverified'] },
    { claims: { sub: 'thief', email: bound.email, email_verified: true }, expected: ['other-identity'] },
    { claims: { sub: chance.pick(ODD), email: unbound.email, email_verified: true }, expected: ['claims'] },
    { claims: { sub: 'thief', email: chance.pick(ODD), email_verified: true }, expected: ['claims'] },
    { claims: { sub: 'bound', email: chance.pick(ODD), email_verified: verified }, expected: [bound.userId] },
    { claims: { sub: 'bound', email: unbound.email, email_verified: true }, expected: [bound.userId] },
  ];
  const { claims, expected } = chance.pick(cases);
  return { claims: { iss: ISSUER, ...claims }, expected };
}

/** Tests the claims of identity tokens. */
export const OIDC_CLAIMS: Suite = {
  name: 'oidc-claims',
  promise: 'Only a verified address binds an account, and only its subject opens it from then on.',
  sizes: { short: 120, long: 5_000 },
  minimumOf: (size) => size,
  run,
};
