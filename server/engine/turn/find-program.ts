import { SELF_FLOW } from '../definition/self-flow';
import type { Program } from '../program';
import type { Frame } from '../session';

/** The program of the last of these frames; null if a called flow no longer exists. */
export function findProgramOf(program: Program, frames: readonly Frame[]): Program | null {
  const programs: (Program | null)[] = [];
  for (const [depth, frame] of frames.entries()) {
    let current = depth === 0 ? program : (programs[frame.handles ?? depth - 1] ?? null);
    for (const slug of viaOf(frame, depth)) current = findCalled(current, slug);
    programs.push(current);
  }
  return frames.length === 0 ? program : (programs.at(-1) ?? null);
}

/** The program that a flow calls by a slug; null if it does not exist. */
export function findCalled(program: Program | null, slug: string): Program | null {
  return program?.calls.get(slug) ?? (slug === SELF_FLOW ? program : null);
}

/** The slugs that lead to the flow of a frame from that of the frame before, or of the one that it handles. */
export function viaOf({ flow, via, handles }: Frame, depth: number): readonly string[] {
  return via ?? (depth === 0 || handles !== undefined ? [] : [flow]);
}
