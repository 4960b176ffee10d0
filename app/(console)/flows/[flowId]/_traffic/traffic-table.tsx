'use client';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_ui/list/table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { namePlace } from './name-place';
import { type Counts, type Coverage, isDropOff, sayShare, toPlace } from './traffic';

type TrafficTableProps = {
  coverage: Coverage;
  graph: Graph;
  place: string | null;
  onPick: (place: string) => void;
};

/** The same figures as on the canvas, as a table. */
export function TrafficTable({ coverage, graph, place, onPick }: TrafficTableProps) {
  const rows = coverage.nodes.flatMap(({ node, exits, ...own }) => [
    { place: node, counts: own },
    ...exits.map(({ exit, ...counts }) => ({ place: toPlace(node, exit), counts })),
  ]);
  return (
    <details className="rounded-lg border">
      <summary className="cursor-pointer px-4 py-2.5 font-medium text-sm">All figures as a table</summary>
      <Table aria-label="Traffic by node and exit" className="border-t">
        <TableHead>
          <TableRow>
            <TableHeader>Node or exit</TableHeader>
            <TableHeader>Passed</TableHeader>
            <TableHeader>Of all</TableHeader>
            <TableHeader>Stopped here</TableHeader>
            <TableHeader>Last time</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <PlaceRow
              key={row.place}
              name={namePlace(graph, row.place)}
              isExit={row.place.includes(':')}
              isPicked={row.place === place}
              counts={row.counts}
              total={coverage.sessions}
              onPick={() => onPick(row.place)}
            />
          ))}
        </TableBody>
      </Table>
    </details>
  );
}

type PlaceRowProps = {
  name: string;
  isExit: boolean;
  isPicked: boolean;
  counts: Counts;
  total: number;
  onPick: () => void;
};

function PlaceRow({ name, isExit, isPicked, counts, total, onPick }: PlaceRowProps) {
  const { sessions, stopped, lastAt } = counts;
  return (
    <TableRow className={cn(isPicked && 'bg-hover')}>
      <TableCell data-label="Node or exit" className={cn(isExit && 'md:pl-8')}>
        <Button variant="link" aria-pressed={isPicked} onClick={onPick} className="max-w-full truncate">
          {name}
        </Button>
      </TableCell>
      <TableCell data-label="Passed">{sessions.toLocaleString('en')}</TableCell>
      <TableCell data-label="Of all">{sayShare(sessions, total)}</TableCell>
      <TableCell data-label="Stopped here" className={cn(isDropOff(counts) && 'font-medium text-failed')}>
        {stopped === 0 ? '0' : `${stopped.toLocaleString('en')} (${sayShare(stopped, sessions)})`}
      </TableCell>
      <TableCell data-label="Last time">{lastAt === null ? 'Never' : <RelativeTime at={lastAt} />}</TableCell>
    </TableRow>
  );
}
