import type { Fleet, Member } from './open-fleet';

/** The result of replacing processes. */
export type Replaced = { times: number; failures: string[] };

/** Replaces every process in turn, `rounds` times. */
export async function replaceAll(fleet: Fleet, rounds: number): Promise<Replaced> {
  const replaced: Replaced = { times: 0, failures: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, member] of fleet.members.entries()) {
      const next = await replace(fleet, member, replaced.failures);
      fleet.members[index] = next;
      replaced.times += 1;
    }
  }
  return replaced;
}

/** Stops all processes when no work is in flight; returns faults. */
export function dismissAll({ members }: Fleet): string[] {
  return members.splice(0).flatMap((member) => {
    member.app.process.kill('SIGKILL');
    return listComplaints(member);
  });
}

/** With another process of its role the old one stops first; a single process waits for its successor. */
async function replace(fleet: Fleet, member: Member, failures: string[]): Promise<Member> {
  const { roles } = member;
  const isAlone = fleet.members.filter((other) => other.roles === roles).length === 1;
  if (!isAlone) {
    await leave(member, failures);
    return fleet.join(roles);
  }
  const next = await fleet.join(roles);
  await leave(member, failures);
  return next;
}

/** Sends SIGTERM and waits for the exit, which the balancer must detect by itself. */
async function leave(member: Member, failures: string[]): Promise<void> {
  const { app } = member;
  const code = await app.stop();
  if (code !== 0) failures.push(`${toName(member)} ended with ${code}: ${app.output()}`);
  failures.push(...listComplaints(member));
  await app.remove();
}

function listComplaints({ balancer, ...member }: Member): string[] {
  const { app } = member;
  const complaint = app
    .output()
    .split('\n')
    .find((line) => line.startsWith('{'));
  const sent = balancer?.remove(app.baseUrl);
  return [
    ...(complaint === undefined ? [] : [`${toName(member)} logged ${complaint}`]),
    ...(sent === 0 ? [`${toName(member)} was never asked anything`] : []),
  ];
}

const toName = ({ roles, app }: Pick<Member, 'roles' | 'app'>): string =>
  `the process ${app.process.pid} (${roles})`;
