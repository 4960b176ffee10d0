import { beginTestSignIn } from '@/server/services/sign-in/fixtures/begin-test-sign-in';
import { authenticateUser } from '@/server/services/user/authenticate-user';
import { openTestEnv } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { addPerson, PASSWORD } from '../../support/person';

const HOME = '192.0.2.1';
const ELSEWHERE = '192.0.2.2';
const STRANGER = '203.0.113.1';
const WRONG = 'wrong';

/** Makes `size` failed sign-ins from one address at once, and as many from addresses with five tries each. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openTestEnv({}, postgres);
  const failures: string[] = [];
  const counts: Record<string, number> = { tries: 0, bytes: 0, locks: 0 };
  let successes = 0;
  try {
    const { email, userId } = await addPerson(testEnv);
    await beginTestSignIn(testEnv.platform, { userId, orgId: testEnv.orgId }, HOME);
    const enter = async (password: string, address: string) => {
      const origin = { address, userAgent: '' };
      counts.tries = (counts.tries ?? 0) + 1;
      counts.bytes = (counts.bytes ?? 0) + email.length + password.length;
      return (await authenticateUser({ ...testEnv.platform, origin }, { email, password })).outcome;
    };
    const expect = async (address: string, outcome: string, when: string) => {
      const got = await enter(PASSWORD, address);
      if (got === outcome) successes += 1;
      else failures.push(`${when}, the person from ${address}: ${got}`);
    };
    const one = await Promise.all(Array.from({ length: size }, () => enter(WRONG, STRANGER)));
    counts.looked = one.filter((outcome) => outcome === 'refused').length;
    if (counts.looked !== 5) failures.push(`${String(counts.looked)} of one stranger's tries were looked at`);
    for (const address of [HOME, ELSEWHERE]) await expect(address, 'in', 'after one stranger');
    await expect(STRANGER, 'throttled', 'after one stranger');
    for (let no = 0; no < size; no += 1) {
      const outcome = await enter(WRONG, `198.51.100.${String(Math.floor(no / 5))}`);
      if (outcome === 'throttled') counts.locks = (counts.locks ?? 0) + 1;
    }
    await expect(HOME, 'in', 'after many strangers');
    return { counts, successes, failures };
  } finally {
    await testEnv.close();
  }
}

/** Tests who is locked out by strangers' failed sign-ins. */
export const LOCKOUT: Suite = {
  name: 'lockout',
  promise:
    'No number of wrong passwords from elsewhere keeps a person out of a place that they have signed in from.',
  sizes: { short: 110, long: 500 },
  minimumOf: () => 4,
  run,
};
