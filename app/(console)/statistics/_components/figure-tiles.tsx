import { Skeleton } from '@/app/_ui/state/skeleton';
import {
  type Figures,
  formatCost,
  formatCount,
  formatPart,
  formatSeconds,
  formatShare,
} from '../_model/format-figures';

type Tile = { label: string; read: (figures: Figures) => { value: string; note: string } };

const TILES: readonly Tile[] = [
  {
    label: 'Sessions',
    read: ({ sessions, ended }) => ({ value: formatCount(sessions), note: `${formatCount(ended)} ended` }),
  },
  {
    label: 'Ended without a person',
    read: ({ endedWithoutPerson, sessions }) => ({
      value: formatPart(endedWithoutPerson, sessions),
      note: `${formatCount(endedWithoutPerson)} completed the flow`,
    }),
  },
  {
    label: 'Handover rate',
    read: ({ handoverRate, handedOver, answered }) => ({
      value: formatShare(handoverRate),
      note: `${formatCount(handedOver)} handed over, ${formatCount(answered)} answered`,
    }),
  },
  {
    label: 'Time to first answer',
    read: ({ answerP50Seconds, answerP90Seconds }) => ({
      value: formatSeconds(answerP50Seconds),
      note:
        answerP90Seconds === null
          ? 'no answers yet'
          : `median; 90% within ${formatSeconds(answerP90Seconds)}`,
    }),
  },
  {
    label: 'Satisfaction',
    read: ({ satisfaction, rated }) => ({
      value: formatShare(satisfaction),
      note: rated === 0 ? 'no ratings yet' : `mean of ${formatCount(rated)} ratings`,
    }),
  },
  {
    label: 'Failed',
    read: ({ failed, sessions }) => ({
      value: formatPart(failed, sessions),
      note: `${formatCount(failed)} sessions`,
    }),
  },
  {
    label: 'Cost of models',
    read: ({ costUsd }) => ({ value: formatCost(costUsd), note: 'of models with a price' }),
  },
  {
    label: 'Tokens',
    read: ({ tokens }) => ({ value: formatCount(tokens), note: 'of all models' }),
  },
];

/** The figures of all sessions of the period. */
export function FigureTiles({ figures }: { figures: Figures | undefined }) {
  return (
    <ul
      aria-label="Figures of the period"
      aria-busy={!figures}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line lg:grid-cols-4"
    >
      {TILES.map(({ label, read }) => {
        const shown = figures && read(figures);
        return (
          <li key={label} className="min-w-0 bg-surface p-4">
            <p className="text-ink-2 text-sm">{label}</p>
            <div className="mt-1 flex min-h-9 items-center">
              {shown ? (
                <span className="tabular font-semibold text-2xl tracking-tight">{shown.value}</span>
              ) : (
                <Skeleton className="h-6 w-16" />
              )}
            </div>
            <p className="min-h-4 text-ink-2 text-xs">{shown?.note}</p>
          </li>
        );
      })}
    </ul>
  );
}
