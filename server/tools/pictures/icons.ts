import { MARK_SHAPES } from '@/app/_ui/value/mark-shapes';
import { DARK, LIGHT } from './colors';

type Colors = { ink: string; accent: string };

/** Draws the mark as two paths in a square of 24. */
export function drawMark({ ink, accent }: Colors): string {
  const { voice, answer, answerWidth } = MARK_SHAPES;
  const stroke = `fill="none" stroke="${accent}" stroke-width="${answerWidth}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<path d="${voice}" fill="${ink}"/><path d="${answer}" ${stroke}/>`;
}

/** The icon of tabs: the mark alone, in the colors of the browser's theme. */
export function drawAdaptiveIcon(): string {
  const rules = ({ ink, accent }: Colors) => `.voice{fill:${ink}}.answer{stroke:${accent}}`;
  const style = `<style>${rules(LIGHT)}@media(prefers-color-scheme:dark){${rules(DARK)}}</style>`;
  const { voice, answer, answerWidth } = MARK_SHAPES;
  const paths = [
    `<path class="voice" d="${voice}"/>`,
    `<path class="answer" d="${answer}" fill="none" stroke-width="${answerWidth}" stroke-linecap="round" stroke-linejoin="round"/>`,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="1 0.75 22 22"><title>Parley</title>${style}${paths.join('')}</svg>\n`;
}

type Tile = {
  /** Edge of the square, in pixels. */
  size: number;
  /** The part of the edge that the mark takes. */
  markShare: number;
  /** Radius of the corners, as a part of the edge; 0 for systems that cut the corners themselves. */
  cornerShare: number;
};

/** An icon that stands out on light and on dark grounds: the mark on a dark tile. */
export function drawTile({ size, markShare, cornerShare }: Tile): string {
  // The mark reaches from 4 to 21.2 and from 3 to 21.7 of its square.
  const center = { x: 12.6, y: 12.35 };
  const scale = (24 / 19) * markShare;
  const place = `translate(12 12) scale(${scale}) translate(${-center.x} ${-center.y})`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24">`,
    `<rect width="24" height="24" rx="${24 * cornerShare}" fill="${LIGHT.ink}"/>`,
    `<g transform="${place}">${drawMark(DARK)}</g></svg>`,
  ].join('');
}
