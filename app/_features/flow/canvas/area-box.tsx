'use client';
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { createContext, memo, use } from 'react';
import { cn } from '@/app/_ui/cn';
import type { LayoutColor } from '@/server/engine/definition/layout';
import { SMALLEST_AREA } from '../graph/areas';
import type { Box } from '../graph/graph';
import type { AreaNode } from './canvas-nodes';

/** Takes the place and size of a frame or note, by its key on the canvas. */
export type ResizeArea = (key: string, box: Box) => void;

const ResizeContext = createContext<ResizeArea | null>(null);

/** Surrounds a canvas on which frames and notes are resized; null where none can be. */
export const ResizeProvider = ResizeContext;

const LOOKS: Record<LayoutColor, { frame: string; title: string; note: string }> = {
  gray: {
    frame: 'border-line-strong bg-subtle/60',
    title: 'text-ink-2',
    note: 'border-line-strong bg-subtle',
  },
  blue: {
    frame: 'border-accent bg-accent-soft/50',
    title: 'text-accent',
    note: 'border-accent bg-accent-soft',
  },
  green: {
    frame: 'border-live-dot bg-live-soft/50',
    title: 'text-live',
    note: 'border-live-dot bg-live-soft',
  },
  yellow: {
    frame: 'border-waiting-dot bg-waiting-soft/50',
    title: 'text-waiting',
    note: 'border-waiting-dot bg-waiting-soft',
  },
  red: {
    frame: 'border-failed-dot bg-failed-soft/50',
    title: 'text-failed',
    note: 'border-failed-dot bg-failed-soft',
  },
  violet: {
    frame: 'border-human-dot bg-human-soft/50',
    title: 'text-human',
    note: 'border-human-dot bg-human-soft',
  },
};

/** A frame around nodes, which is moved by its title, or a note. */
export const AreaBox = memo(function AreaBox({ id, data: { area }, selected }: NodeProps<AreaNode>) {
  const onResize = use(ResizeContext);
  const look = LOOKS[area.color];
  const isFrame = area.kind === 'frame';
  return (
    <>
      {onResize && selected && (
        <NodeResizer
          minWidth={SMALLEST_AREA}
          minHeight={SMALLEST_AREA}
          lineClassName="area-line"
          handleClassName="area-corner"
          onResizeEnd={(_, { x, y, width, height }) => onResize(id, { x, y, width, height })}
        />
      )}
      <div
        className={cn(
          'size-full border text-start text-sm',
          isFrame ? 'rounded-lg' : 'area-grip overflow-hidden rounded-md px-2.5 py-2',
          isFrame ? look.frame : look.note,
          selected && 'shadow-[0_0_0_2px_var(--accent)]',
        )}
      >
        {isFrame ? (
          <div dir="auto" className={cn('area-title area-grip truncate font-medium', look.title)}>
            {area.text || 'Frame'}
          </div>
        ) : (
          <div dir="auto" className="area-text whitespace-pre-line text-ink [overflow-wrap:anywhere]">
            {area.text || 'Empty note'}
          </div>
        )}
      </div>
    </>
  );
});
