import type { Callers } from './conversation';
import { ANYWHERE, buryAll, killAt, listDead } from './kill';
import type { CutOff } from './lapse-leases';
import { STEPS, type Step } from './steps';
import type { StressEnv } from './stress-env';

/** The kills and stops, and the observations. */
export type Disturbed = {
  /** Kills by step. */
  kills: Map<string, number>;
  /** Milliseconds from the database's return to the first successful response. */
  recovered: number[];
  failures: string[];
};

export type Plan = {
  kills: number;
  stops: number;
  /** The number of acknowledged messages before the last kill, so that kills are spread over the run. */
  messages: number;
  /** Whether the suite runs alone, so that recovery times are meaningful. */
  isTimed: boolean;
};

const SPREAD_LIMIT_MS = 1_000;
const RECOVERY_LIMIT_MS = 3_000;
const LOST_MS = 30_000;
const ENOUGH_KILLS = 2 * STEPS.length;

/** Kills processes at each step in turn, and stops the database in between. */
export async function disturb(
  testEnv: StressEnv,
  callers: Callers,
  { kills, stops, messages, isTimed }: Plan,
): Promise<Disturbed> {
  const disturbed: Disturbed = { kills: new Map(), recovered: [], failures: [] };
  const first = callers.chance.below(STEPS.length);
  let dead: CutOff[] = [];
  for (let no = 0; no < kills; no += 1) {
    await callers.progress.reach(Math.floor((messages * (no + 1)) / (kills + 1)), SPREAD_LIMIT_MS);
    const step = stepOf(first + no);
    const victim = testEnv.apps[no % testEnv.apps.length];
    if (!victim) break;
    const removeDead = () => buryAll(testEnv, dead.splice(0));
    const kill = await killAt(testEnv, callers, { step, victim, whenArmed: removeDead });
    disturbed.kills.set(kill.at, (disturbed.kills.get(kill.at) ?? 0) + kill.victims.length);
    dead = await listDead(kill);
    if (!stepOf(first + no + 1).isTakingOver) await removeDead();
    await Promise.all(kill.victims.map((each) => each.restart()));
    if (isDue(no, stops, kills)) disturbed.recovered.push(await stopDatabase(testEnv, callers));
    disturbed.failures.push(...testEnv.apps.flatMap((app) => app.hasEnded() ?? []));
  }
  await buryAll(testEnv, dead);
  if (isTimed) disturbed.failures.push(...listLate(disturbed.recovered));
  if (kills >= ENOUGH_KILLS) disturbed.failures.push(...listMissed(disturbed.kills));
  return disturbed;
}

/** Lists the steps that were tried at least twice without a kill. */
function listMissed(kills: Disturbed['kills']): string[] {
  return STEPS.flatMap(({ name }) => (kills.has(name) ? [] : [`nothing was ever killed at "${name}"`]));
}

const stepOf = (no: number): Step => STEPS[no % STEPS.length] ?? { name: ANYWHERE, at: 'random' };

/** Checks whether the database stops after this kill; stops are spread evenly, starting after the first kill. */
function isDue(no: number, stops: number, kills: number): boolean {
  return Math.ceil(((no + 1) * stops) / kills) > Math.ceil((no * stops) / kills);
}

/** Stops the database; returns the time from its return to the first successful response. */
async function stopDatabase({ database }: StressEnv, { progress }: Callers): Promise<number> {
  await database.stopAtOnce();
  const backAt = performance.now();
  await progress.reach(progress.acknowledged() + 1, LOST_MS);
  return Math.round(performance.now() - backAt);
}

function listLate(recovered: readonly number[]): string[] {
  const late = recovered.filter((ms) => ms > RECOVERY_LIMIT_MS);
  return late.map((ms) => `the first good answer came ${ms} ms after the database was back`);
}
