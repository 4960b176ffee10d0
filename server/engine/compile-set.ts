import type { FlowDefinition } from './definition';
import { compileInSteps, type Program } from './program';
import type { Steps } from './steps';

/** A version of a set: `outside` has the programs of the flows beyond the set that it calls, `members` the keys of those within, by slug. */
export type SetMember = {
  definition: FlowDefinition;
  outside: ReadonlyMap<string, Program>;
  members: ReadonlyMap<string, string>;
};

/** Compiles versions that call each other, in steps: each program leads to the others of the result. */
export function* compileSetInSteps(set: ReadonlyMap<string, SetMember>): Steps<Map<string, Program>> {
  const programs = new Map<string, Program>();
  const calls = new Map<string, Map<string, Program>>();
  for (const [key, { definition, outside }] of set) {
    const own = new Map(outside);
    calls.set(key, own);
    programs.set(key, yield* compileInSteps(definition, own));
  }
  for (const [key, { members }] of set) {
    for (const [slug, member] of members) {
      const program = programs.get(member);
      if (program) calls.get(key)?.set(slug, program);
    }
  }
  return programs;
}
