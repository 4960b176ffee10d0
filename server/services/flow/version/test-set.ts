import type { Program } from '@/server/engine/program';
import type { ServiceContext } from '../../context';
import type { CheckedTests } from '../test/check-flow-tests';
import type { CheckedMember } from './check-set';
import { compileVersions } from './compile-versions';
import { testPublication } from './test-publication';

/** A member with how its tests went; null for a flow without tests. */
export type TestedMember = CheckedMember & { tested: CheckedTests | null };

/** Runs the tests of each flow of a set on what is to be published; those of several flows are named with their flow. */
export async function testSet(
  ctx: ServiceContext,
  orgId: string,
  members: readonly CheckedMember[],
): Promise<TestedMember[]> {
  const isAlone = members.length === 1;
  const along = isAlone ? new Map<string, Program>() : await compileMembers(ctx, orgId, members);
  const tested: TestedMember[] = [];
  for (const member of members) {
    const { flow, checked } = member;
    const { definition, links } = checked;
    const result = await testPublication(ctx, { orgId, flowId: flow.id, definition, links, along });
    tested.push({ ...member, tested: result && !isAlone ? nameFlow(flow.slug, result) : result });
  }
  return tested;
}

function nameFlow(slug: string, { passed, failures }: CheckedTests): CheckedTests {
  return {
    passed,
    failures: failures.map(({ name, message }) => ({ name: `${slug}: ${name}`, message })),
  };
}

async function compileMembers(
  { programs }: ServiceContext,
  orgId: string,
  members: readonly CheckedMember[],
): Promise<Map<string, Program>> {
  const set = new Map(
    members.map(({ versionId, flow, checked }) => [
      versionId,
      { definition: flow.draft, links: checked.links },
    ]),
  );
  return compileVersions(set, async (outside) => {
    const entries = Object.entries(outside).map(
      async ([slug, linked]) => [slug, await programs.get(orgId, linked)] as const,
    );
    return new Map(await Promise.all(entries));
  });
}
