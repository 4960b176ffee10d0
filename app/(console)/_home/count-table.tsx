'use client';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_ui/list/table';
import { useFormatTime } from '@/app/_ui/value/use-format-time';
import { RANGES } from './ranges';
import { formatLatency } from './read-numbers';

type Metrics = RouterOutputs['organization']['metrics'];
type Step = Metrics['steps'][number];

const COLUMNS: readonly { header: string; cell: (step: Step) => string }[] = [
  { header: 'Turns', cell: ({ counts }) => counts.turns.toLocaleString('en') },
  { header: 'p50', cell: ({ turnP50 }) => toWords(turnP50) },
  { header: 'p95', cell: ({ turnP95 }) => toWords(turnP95) },
  { header: 'Sessions failed', cell: ({ counts }) => counts.failures.toLocaleString('en') },
  { header: 'Server errors', cell: ({ counts }) => counts.errors.toLocaleString('en') },
  { header: 'Delivered', cell: ({ counts }) => counts.delivered.toLocaleString('en') },
  { header: 'Undelivered', cell: ({ counts }) => counts.undelivered.toLocaleString('en') },
];

// A scrolling area must be reachable by keyboard.
const SCROLLER = { tabIndex: 0 };

/** The numbers of the charts as a table, newest first, without empty steps. */
export function CountTable({ metrics, ago }: { metrics: Metrics; ago: string }) {
  const formatTime = useFormatTime();
  const steps = metrics.steps.filter(({ counts }) => Object.values(counts).some((count) => count > 0));
  if (steps.length === 0) return <p className="p-4 text-ink-2 text-sm">No data for the {ago}.</p>;
  return (
    <section {...SCROLLER} aria-label="Counts" className="max-h-96 overflow-auto">
      <Table aria-label={`Counts for the ${ago}`}>
        <TableHead>
          <TableRow className="max-md:p-0">
            <TableHeader>Time</TableHeader>
            {COLUMNS.map(({ header }) => (
              <TableHeader key={header} className="text-right">
                {header}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {steps.toReversed().map((step) => (
            <TableRow key={step.at}>
              <TableCell data-label="" className="font-medium">
                {formatTime(step.at, RANGES[metrics.range].step)}
              </TableCell>
              {COLUMNS.map(({ header, cell }) => (
                <TableCell key={header} data-label={header} className="tabular md:text-right">
                  {cell(step)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function toWords(ms: number | null): string {
  const { value, unit } = formatLatency(ms);
  return unit ? `${value} ${unit}` : value;
}
