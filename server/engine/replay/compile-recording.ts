import { compileProgram, type Program } from '../program';
import { runSteps } from '../steps';
import { parseParts } from '../validate/parse-shape';
import type { Recording } from './recording';

/** `program` is that of the flow that the session started on, `versions` has all by their keys. */
export type CompiledRecording =
  | { ok: true; program: Program; versions: ReadonlyMap<string, Program> }
  | { ok: false; reason: string };

/**
 * Compiles the flows of a recording, which may call each other, and returns the session's own. A called flow that is missing
 * fails when it is called, as it does in a session.
 */
export function compileRecording({ flow, flows }: Pick<Recording, 'flow' | 'flows'>): CompiledRecording {
  const programs = new Map<string, Program>();
  const calls = new Map<string, Map<string, Program>>();
  for (const [key, { slug, definition }] of Object.entries(flows)) {
    const shape = runSteps(parseParts(definition));
    if (!shape.ok) {
      const [problem] = shape.problems;
      return { ok: false, reason: `The flow "${slug}" is invalid: ${problem?.path} ${problem?.message}` };
    }
    const called = new Map<string, Program>();
    calls.set(key, called);
    programs.set(key, compileProgram(shape.definition, called));
  }
  for (const [key, { links }] of Object.entries(flows)) {
    for (const [slug, linked] of Object.entries(links)) {
      const program = programs.get(linked);
      if (program) calls.get(key)?.set(slug, program);
    }
  }
  const program = programs.get(flow);
  return program
    ? { ok: true, program, versions: programs }
    : { ok: false, reason: `There is no flow "${flow}".` };
}
