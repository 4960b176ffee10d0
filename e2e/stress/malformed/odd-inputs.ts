import type { StressTarget } from '../support/open-stress-target';
import { listProcedures, type Procedure } from '../support/procedures';
import { setUpOrganization } from '../support/set-up-organization';
import type { Tried } from './raw-requests';

/** Values that replace any input field; a procedure refuses or accepts them. */
const ODD: readonly unknown[] = [
  'a\0b',
  '\ud800',
  ['a\0b'],
  { a: 'a\0b' },
  { 'a\0b': 1 },
  [],
  {},
  null,
  true,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '',
  'x'.repeat(100_000),
  '9999-99-99',
  new Date(Number.NaN),
];

/** Calls every procedure of the console with odd values in each field; none may answer with a server error. */
export async function tryOddInputs({ testEnv, baseUrl, orgId }: StressTarget): Promise<Tried> {
  let tried = 0;
  const failures: string[] = [];
  const setup = await setUpOrganization(testEnv.platform, baseUrl, orgId);
  for (const procedure of listProcedures(testEnv.platform, setup.owner, () => setup.ids)) {
    const outcome = await tryProcedure(procedure);
    tried += outcome.tried;
    failures.push(...outcome.failures);
  }
  return { tried, failures };
}

async function tryProcedure({ name, fields, makeInput, call }: Procedure): Promise<Tried> {
  const failures: string[] = [];
  for (const field of fields) {
    for (const odd of ODD) {
      const { status, body } = await call({ ...makeInput(), [field]: odd });
      const what = `${name} with ${field} ${String(JSON.stringify(odd)).slice(0, 40)}`;
      if (/^INTERNAL/.test(status)) failures.push(`${what}: failed with ${body.slice(0, 300)}`);
    }
  }
  return { tried: fields.length * ODD.length, failures };
}
