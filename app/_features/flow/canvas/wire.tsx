'use client';
import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { LOOP_MARGIN } from '../graph/route-loops';
import type { CanvasEdge } from './canvas-nodes';

const RADIUS = 12;

/** A wire: a curve to the right, and around the cards where it leads back. */
export const Wire = memo(function Wire(props: EdgeProps<CanvasEdge>) {
  const { id, data, style, interactionWidth, sourceX, sourceY, targetX, targetY } = props;
  const lane = data?.lane ?? null;
  const path = lane === null ? getBezierPath(props)[0] : toLoop([sourceX, sourceY], [targetX, targetY], lane);
  return <BaseEdge id={id} path={path} {...(style && { style })} interactionWidth={interactionWidth ?? 20} />;
});

type Point = readonly [x: number, y: number];

function toLoop([sourceX, sourceY]: Point, [targetX, targetY]: Point, lane: number): string {
  const [right, left] = [sourceX + LOOP_MARGIN, targetX - LOOP_MARGIN];
  return toRoundedPath([
    [sourceX, sourceY],
    [right, sourceY],
    [right, lane],
    [left, lane],
    [left, targetY],
    [targetX, targetY],
  ]);
}

/** A line through points with round corners. */
function toRoundedPath(points: readonly Point[]): string {
  const corners = points.slice(1, -1).map((corner, index) => {
    const [before, after] = [points[index] ?? corner, points[index + 2] ?? corner];
    const [a, b] = [toward(corner, before), toward(corner, after)];
    return `L ${a.join(' ')} Q ${corner.join(' ')} ${b.join(' ')}`;
  });
  const [first = [0, 0], last = [0, 0]] = [points[0], points.at(-1)];
  return [`M ${first.join(' ')}`, ...corners, `L ${last.join(' ')}`].join(' ');
}

/** A point near a corner on the way to another one, at most half of the way. */
function toward([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const part = Math.min(RADIUS, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}
