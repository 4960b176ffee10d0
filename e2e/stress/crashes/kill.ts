import { setTimeout as pause } from 'node:timers/promises';
import type { AppProcess } from './app-process';
import type { Callers } from './conversation';
import { type CutOff, lapseLeases } from './lapse-leases';
import type { Step } from './steps';
import type { StressEnv } from './stress-env';

/** The result of a kill; `at` is its step. */
export type Kill = { at: string; victims: readonly AppProcess[]; killedAt: number; keys: string[] };

export const ANYWHERE = 'anywhere';
const LONGEST_PAUSE_MS = 60;
// The time to wait for a step before killing anyway.
const CATCH_LIMIT_MS = 6_000;

export type Killing = {
  step: Step;
  victim: AppProcess;
  /** Called once the step is armed, before waiting for it. */
  whenArmed(): Promise<void>;
};

/** Kills at a step, or after a timeout when the step does not occur. */
export async function killAt(testEnv: StressEnv, callers: Callers, killing: Killing): Promise<Kill> {
  const { step, victim } = killing;
  let killed: Kill | null = null;
  const strike = (at: string, victims: readonly AppProcess[]): Kill => {
    // Two processes can reach the step at once; only one is killed.
    if (killed) return killed;
    for (const each of victims) each.kill();
    killed = { at, victims, killedAt: Date.now(), keys: listKeys(callers, victims) };
    return killed;
  };
  const caught = arm(testEnv, killing, (victims) => strike(step.name, victims));
  await killing.whenArmed();
  await Promise.race([caught, pause(limitOf(step, callers))]);
  for (const each of testEnv.apps) each.relay.disarm();
  testEnv.endpoint.disarm();
  return killed ?? strike(ANYWHERE, [victim]);
}

type Strike = (victims: readonly AppProcess[]) => void;

function arm({ apps, endpoint }: StressEnv, { step, victim }: Killing, strike: Strike): Promise<void> {
  return new Promise((resolve) => {
    const caught = (victims: readonly AppProcess[]) => (): void => {
      strike(victims);
      resolve();
    };
    if (step.at === 'endpoint') return endpoint.arm(step.path, caught(apps));
    if (step.at !== 'statement') return;
    // Any process can take over.
    for (const each of step.isTakingOver ? apps : [victim]) each.relay.arm(step.wanted, caught([each]));
  });
}

function limitOf({ at }: Step, { chance }: Callers): number {
  return at === 'random' ? chance.below(LONGEST_PAUSE_MS) : CATCH_LIMIT_MS;
}

function listKeys({ open }: Callers, victims: readonly AppProcess[]): string[] {
  return [...open].filter(([, asked]) => victims.some((victim) => asked.has(victim))).map(([key]) => key);
}

/** The leases and requests of a killed process. */
export async function listDead({ victims, killedAt, keys }: Kill): Promise<CutOff[]> {
  const pids = await Promise.all(victims.map((victim) => victim.waitUntilDead()));
  return pids.map((pid) => ({ pid, at: killedAt, keys }));
}

/** Expires the leases of killed processes. */
export async function buryAll({ pool }: StressEnv, dead: readonly CutOff[]): Promise<void> {
  for (const each of dead) await lapseLeases(pool, each);
}
