import { SELF_FLOW } from '../definition/self-flow';
import type { Program } from '../program';
import type { Frame } from '../session';

/** The program of the last of these frames; null if a called flow no longer exists. */
export function findProgramOf(program: Program, frames: readonly Frame[]): Program | null {
  let current: Program | null = program;
  for (const [depth, frame] of frames.entries()) {
    for (const slug of viaOf(frame, depth)) current = findCalled(current, slug);
  }
  return current;
}

/** The program that a flow calls by a slug; null if it does not exist. */
export function findCalled(program: Program | null, slug: string): Program | null {
  return program?.calls.get(slug) ?? (slug === SELF_FLOW ? program : null);
}

/** The slugs that lead from the flow of the frame before to that of a frame. */
export function viaOf({ flow, via }: Frame, depth: number): readonly string[] {
  return via ?? (depth === 0 ? [] : [flow]);
}
