import { readFileSync } from 'node:fs';
import { LIGHT } from './colors';
import { drawMark } from './icons';

const FONT = 'node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2';

/** The page of 1200×630 that is photographed as the picture of links to Parley. */
export function drawSocialPage(): string {
  const font = readFileSync(FONT).toString('base64');
  return `<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: Geist; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) }
body { margin: 0; width: 1200px; height: 630px; background: ${LIGHT.canvas}; color: ${LIGHT.ink}; font-family: Geist; position: relative; overflow: hidden }
.name { position: absolute; left: 75px; top: 84px; display: flex; align-items: center; gap: 22px; font-size: 56px; font-weight: 600; letter-spacing: -0.02em }
p { position: absolute; left: 88px; margin: 0 }
.claim { top: 222px; width: 480px; font-size: 54px; line-height: 62px; font-weight: 600; letter-spacing: -0.025em }
.how { top: 500px; font-size: 28px; color: ${LIGHT.inkSoft} }
svg.flow { position: absolute; left: 600px; top: 0; overflow: visible }
</style>
<div class="name"><svg width="76" height="76" viewBox="0 0 24 24">${drawMark(LIGHT)}</svg>Parley</div>
<p class="claim">Conversational flows for other software</p>
<p class="how">Self-hosted, over REST, durable</p>
${drawFlow()}`;
}

type Card = { x: number; y: number; title: string; color: string };

const CARD = { width: 236, height: 84 };
const CARDS: readonly Card[] = [
  { x: 0, y: 160, title: 'Ask', color: LIGHT.accent },
  { x: 300, y: 84, title: 'Call', color: '#eb9a04' },
  { x: 300, y: 270, title: 'Hand over', color: '#6f41c1' },
  { x: 96, y: 440, title: 'Reply', color: '#1aad63' },
];
const WIRES = [
  'M236 188C276 188 260 126 300 126',
  'M236 216C276 216 260 312 300 312',
  'M118 244C118 342 214 342 214 440',
];

function drawFlow(): string {
  const wires = WIRES.map((d) => `<path d="${d}" fill="none" stroke="#a3a6ac" stroke-width="2.5"/>`);
  return `<svg class="flow" width="580" height="630">${wires.join('')}${CARDS.map(drawCard).join('')}</svg>`;
}

function drawCard({ x, y, title, color }: Card): string {
  const { width, height } = CARD;
  return [
    `<g transform="translate(${x} ${y})">`,
    `<rect width="${width}" height="${height}" rx="12" fill="#fff" stroke="${LIGHT.line}" stroke-width="2"/>`,
    `<rect x="18" y="20" width="44" height="44" rx="9" fill="${color}" opacity="0.14"/>`,
    `<circle cx="40" cy="42" r="8" fill="${color}"/>`,
    `<text x="80" y="51" font-family="Geist" font-size="26" font-weight="500" fill="${LIGHT.ink}">${title}</text></g>`,
  ].join('');
}
