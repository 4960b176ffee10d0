import { createApiKey } from '@/server/services/api-key/create-api-key';
import { acceptInvitation } from '@/server/services/invitation/accept-invitation';
import { createInvitation } from '@/server/services/invitation/create-invitation';
import { findMemberActor } from '@/server/services/member/find-member-actor';
import { beginTestSignIn } from '@/server/services/sign-in/fixtures/begin-test-sign-in';
import { authenticateByProvider } from '@/server/services/user/authenticate-by-provider';
import { authenticateUser } from '@/server/services/user/authenticate-user';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { PASSWORD } from '../../support/person';

const ISSUER = 'https://id.example';

/** Prepares `size` accounts in other people's names; each person then signs in through the issuer. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openTestEnv({}, postgres);
  const failures: string[] = [];
  const counts = { prepared: 0, open: 0 };
  let successes = 0;
  try {
    for (let no = 0; no < size; no += 1) {
      const prepared = await prepare(testEnv, `stranger-${String(no)}@example.test`);
      const before = await prepared.listOpen();
      counts.prepared += before.length;
      await authenticateByProvider(testEnv.platform, prepared.claims, { assumesVerified: false });
      const after = await prepared.listOpen();
      counts.open += after.length;
      if (before.length === 3 && after.length === 0) successes += 1;
      else failures.push(`${prepared.claims.email}: before ${before.join()}, after ${after.join()}`);
    }
    return { counts, successes, failures };
  } finally {
    await testEnv.close();
  }
}

/** Accepts another person's invitation and collects the credentials of the account. */
async function prepare({ platform, orgId }: TestEnv, email: string) {
  const { token } = await createInvitation(actIn(platform, orgId), { email, role: 'admin' });
  await acceptInvitation(platform, { token, name: 'Prepared', password: PASSWORD });
  const entered = await authenticateUser(platform, { email, password: PASSWORD });
  if (entered.outcome !== 'in') throw new Error('the prepared password opens nothing');
  const signIn = await beginTestSignIn(platform, entered.account);
  const actor = await findMemberActor(platform, signIn);
  if (!actor) throw new Error('the prepared sign-in does not hold');
  const { key } = await createApiKey(actIn(platform, orgId, actor), { name: 'K', scopes: ['flows:read'] });
  const listOpen = async () => {
    const { outcome } = await authenticateUser(platform, { email, password: PASSWORD });
    const row = await platform.db.prisma.apiKey.findFirst({ where: { orgId, id: key.id, revokedAt: null } });
    const open = { password: outcome === 'in', 'sign-in': await findMemberActor(platform, signIn), key: row };
    return Object.entries(open).flatMap(([name, opens]) => (opens ? [name] : []));
  };
  return { claims: { iss: ISSUER, sub: `sub of ${email}`, email, email_verified: true }, listOpen };
}

/** Tests accounts prepared in another person's name. */
export const PREPARED_ACCOUNT: Suite = {
  name: 'prepared-account',
  promise:
    'What somebody prepared in a stranger’s name opens nothing once that person has proved their mailbox.',
  sizes: { short: 3, long: 50 },
  minimumOf: (size) => size,
  run,
};
