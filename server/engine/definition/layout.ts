import { z } from 'zod';
import { nodeId } from './text';

const COLORS = ['gray', 'blue', 'green', 'yellow', 'red', 'violet'] as const;
const LIMITS = { frames: 200, notes: 200, title: 200, text: 2_000, smallest: 40, largest: 100_000 };
const FARTHEST = 10_000_000;

const place = z.number().min(-FARTHEST).max(FARTHEST);
const size = z.number().min(LIMITS.smallest).max(LIMITS.largest);

const area = {
  id: nodeId,
  color: z.enum(COLORS).optional(),
  ...{ x: place, y: place, width: size, height: size },
};

/** What stands on the canvas beside the nodes; the engine does not read it. */
export const layout = z.strictObject({
  /** Areas with a title around nodes. */
  frames: z
    .array(z.strictObject({ ...area, title: z.string().max(LIMITS.title).optional() }))
    .max(LIMITS.frames)
    .optional(),
  /** Plain texts for authors. */
  notes: z
    .array(
      z.strictObject({
        ...area,
        text: z.string().max(LIMITS.text).describe('The text as it is; not evaluated.').optional(),
      }),
    )
    .max(LIMITS.notes)
    .optional(),
});

/** The colors of frames and notes. */
export type LayoutColor = (typeof COLORS)[number];
