import { SELF_FLOW } from '../definition/self-flow';
import type { Program } from '../program';
import type { Frame } from '../session';

/** What leads to the flow of a frame. */
export type FramePlace = Pick<Frame, 'flow' | 'via' | 'handles'>;

/** The program of the last of these frames; null if a called flow no longer exists. */
export function findProgramOf(program: Program, frames: readonly Frame[]): Program | null {
  return frames.length === 0 ? program : (listPrograms(program, frames).at(-1) ?? null);
}

/** The programs of these frames; null for a called flow that no longer exists. */
export function listPrograms(program: Program, frames: readonly Frame[]): (Program | null)[] {
  const programs: (Program | null)[] = [];
  for (const [depth, frame] of frames.entries()) {
    let current = depth === 0 ? program : (programs[frame.handles ?? depth - 1] ?? null);
    for (const slug of viaOf(frame, depth)) current = findCalled(current, slug);
    programs.push(current);
  }
  return programs;
}

/** The program that a flow calls by a slug; null if it does not exist. */
export function findCalled(program: Program | null, slug: string): Program | null {
  return program?.calls.get(slug) ?? (slug === SELF_FLOW ? program : null);
}

/** The slugs that lead to the flow of a frame from that of the frame before, or of the one that it handles. */
export function viaOf({ flow, via, handles }: FramePlace, depth: number): readonly string[] {
  return via ?? (depth === 0 || handles !== undefined ? [] : [flow]);
}
