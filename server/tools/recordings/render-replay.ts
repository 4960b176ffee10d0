import type { Comparison } from '@/server/engine/replay/compare';
import { nameCall } from '@/server/engine/replay/name-call';
import type { RecordedEvent, Recording } from '@/server/engine/replay/recording';
import { type Replay, toNodeKey } from '@/server/engine/replay/replay-step';
import type { Mismatch } from '@/server/engine/replay/verify';

/** Longer texts and values are cut. */
const MAX_CHARS = 500;

/** Renders the turns of a replay: what came, the nodes that ran, and what the flow said. */
export function renderTurns({ steps }: Replay): string {
  const lines = steps.flatMap(({ event, result, status }, index) => {
    const path = result.trace.steps.map(({ flow, nodeId, exit }) => {
      const node = toNodeKey(flow, nodeId);
      return exit === null ? node : `${node}:${exit}`;
    });
    return [
      `${index + 1}  ${describeEvent(event)}  [${status}]`,
      ...(path.length > 0 ? [`     ${path.join(' → ')}`] : []),
      ...result.messages.map(({ text }) => `   < ${oneLine(text)}`),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Says whether a replay gave what was recorded; the first difference if it did not. */
export function renderVerdict({ turns, masked }: Recording, mismatch: Mismatch | null): string {
  const skipped = masked?.unverified ?? [];
  const note =
    skipped.length === 0
      ? ''
      : `Not compared, because credentials were replaced: ${skipped.map((turn) => nameTurn(turn, turns.length)).join(', ')}.\n`;
  if (!mismatch) return `${note}Identical: ${turns.length} turns.\n`;
  const { turn, path, recorded, replayed } = mismatch;
  return [
    `${note}Differs in ${nameTurn(turn, turns.length)}${path === '' ? '' : ` at ${path}`}.`,
    `  recorded: ${toText(recorded)}`,
    `  replayed: ${toText(replayed)}`,
    '',
  ].join('\n');
}

/** Says how a replay on another version differs from the record, and where first. */
export function renderComparison({ verdict, differences, parting, ends, stop }: Comparison): string {
  const lines = [
    `Verdict: ${verdict.replaceAll('_', ' ')}${differences.length > 0 ? ` (${differences.join(', ')})` : ''}`,
  ];
  if (stop.reason === 'needs_answer')
    lines.push(`No answer: ${toNodeKey(stop.flow, stop.nodeId)} calls ${nameCall(stop.request)}`);
  if (parting) {
    const { difference, turn, past, next } = parting;
    const place = (name: string, at: typeof past) =>
      at ? `${name} at ${at.node}, turn ${at.step + 1}` : `${name} nothing`;
    lines.push(
      `Parts after turn ${turn + 1} in its ${difference}: ${place('recorded', past)}; ${place('now', next)}`,
    );
  }
  lines.push(`Ends: recorded ${nameEnd(ends.past)}; now ${nameEnd(ends.next)}`);
  return `${lines.join('\n')}\n`;
}

function nameEnd({ node, status }: Comparison['ends']['past']): string {
  return node === '' ? status : `${status} at ${node}`;
}

function nameTurn(turn: number, count: number): string {
  return turn >= count ? 'the end' : `turn ${turn + 1}`;
}

function describeEvent(event: RecordedEvent): string {
  switch (event.type) {
    case 'message':
      return `> ${oneLine(event.text)}`;
    case 'choice':
      return `> ${oneLine(event.value)}`;
    case 'event.received':
      return `event ${oneLine(event.name)}`;
    case 'transfer.completed':
      return `transfer ${event.status}`;
    case 'effect.failed':
      return `answer failed: ${oneLine(event.error.code)}`;
    case 'effect.succeeded':
      return `answer ${event.result.status}`;
    default:
      return event.type;
  }
}

function toText(value: unknown): string {
  return value === undefined ? 'nothing' : oneLine(JSON.stringify(value));
}

/** A file is from a stranger: control characters would change the terminal. */
function oneLine(text: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '\ufffd');
  return plain.length > MAX_CHARS ? `${plain.slice(0, MAX_CHARS)}…` : plain;
}
