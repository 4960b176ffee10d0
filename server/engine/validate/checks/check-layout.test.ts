import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../program';
import { validateFlow } from '../../validate';

const say = { id: 'm', kind: 'message', messages: [{ type: 'text', text: 'x' }] };
const withLayout = (layout?: unknown) => ({ format: 1, start: 'm', nodes: [say], layout });
const find = (layout: unknown) =>
  validateFlow(withLayout(layout)).problems.map(({ code, path, message }) => `${code} ${path} ${message}`);
const at = { id: 'a', x: 0, y: 0, width: 200, height: 100 };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...at, id: `i${index}` }));

describe('frames and notes of the canvas', () => {
  it('are kept, and not executed', () => {
    const layout = {
      frames: [{ ...at, title: 'Refunds', color: 'blue' }],
      notes: [{ ...at, text: 'Ask Ada.' }],
    };
    const { definition, problems } = validateFlow(withLayout(layout));
    expect(problems).toEqual([]);
    expect(definition?.layout).toEqual(layout);
    const { definition: bare } = validateFlow(withLayout());
    const programs = [definition, bare].map((one) => one && JSON.stringify(compileProgram(one, new Map())));
    expect(programs[0]).toBe(programs[1]);
  });

  it('are bounded in number, size, place and length', () => {
    expect(find({ frames: many(200), notes: many(200) })).toEqual([]);
    expect(find({ frames: many(201) })).toEqual([
      'shape /layout/frames The frames of the flow must have at most 200 items, not 201.',
    ]);
    expect(find({ notes: [{ ...at, text: 'x'.repeat(2_001) }] })).toEqual([
      'shape /layout/notes/0/text The text of note 1 must have at most 2,000 characters, not 2,001.',
    ]);
    expect(find({ frames: [{ ...at, title: 'x'.repeat(201) }] })).toEqual([
      'shape /layout/frames/0/title The title of frame 1 must have at most 200 characters, not 201.',
    ]);
    expect(find({ notes: [{ ...at, width: 39, height: 100_001 }] })).toEqual([
      'shape /layout/notes/0/width The width of note 1 must be at least 40.',
      'shape /layout/notes/0/height The height of note 1 must be at most 100,000.',
    ]);
    expect(find({ notes: [{ ...at, x: 10_000_001, color: 'pink' }] })).toEqual([
      'shape /layout/notes/0/color The color of note 1 must be "gray", "blue", "green", "yellow", "red" or "violet".',
      'shape /layout/notes/0/x The horizontal position of note 1 must be at most 10,000,000.',
    ]);
  });

  it('have ids of their own', () => {
    expect(find({ frames: [at, at], notes: [at] })).toEqual([
      'duplicate_id /layout/frames/1/id There are two frames "a" on the canvas.',
    ]);
  });
});
