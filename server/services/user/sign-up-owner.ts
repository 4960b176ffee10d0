import type { Platform } from '../context';
import { toOrganizationSlug } from '../organization/schema';
import { hashPassword } from './password';
import type { SignUp } from './schema';

// Any number that no other lock of ours uses.
const FIRST_RUN_LOCK = 7_105_001;

/** Tells whether nobody has signed up yet, so that the first visitor may. */
export async function isFirstRun({ db }: Platform): Promise<boolean> {
  return (await db.prisma.user.findFirst({ select: { id: true } })) === null;
}

/** Makes the first organization and its owner. Only the first of all callers succeeds; later ones learn that it is closed. */
export async function signUpOwner(platform: Platform, input: SignUp): Promise<'made' | 'closed'> {
  if (!(await isFirstRun(platform))) return 'closed';
  const passwordHash = await hashPassword(input.password);
  const now = platform.clock.now();
  const orgId = platform.ids.uuid(now);
  const userId = platform.ids.uuid(now);
  return platform.db.prisma.$transaction(async (tx) => {
    // A count cannot lock rows that do not exist yet.
    await tx.$executeRaw`select pg_advisory_xact_lock(${FIRST_RUN_LOCK})`;
    if ((await tx.user.count()) > 0) return 'closed';
    const createdAt = new Date(now);
    await tx.organization.create({
      data: { id: orgId, name: input.organization, slug: toOrganizationSlug(input.organization), createdAt },
    });
    await tx.user.create({
      data: { id: userId, email: input.email, name: input.name, passwordHash, createdAt },
    });
    await tx.member.create({ data: { orgId, userId, role: 'owner', createdAt } });
    return 'made';
  });
}
