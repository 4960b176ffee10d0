import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_ui/list/table';
import { Card } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { MOVE_REASON_WORDS } from '@/server/shared/move-reason-words';
import { isUnfinished } from '../_model/job';
import { type Migration, summarizeMoves } from './move-words';

const COLUMNS = ['Why they stay', 'Sessions', 'Examples'] as const;

/** What a move of many sessions has done: how many were moved, and why the others stay. */
export function MovedSessions({ migration }: { migration: Migration }) {
  const { failure, finishedAt, movedExamples, staying } = migration;
  if (failure !== null)
    return <ErrorNote error={{ title: 'The sessions could not be moved.', advice: failure }} />;
  if (isUnfinished(migration) && migration.total === null) return null;
  return (
    <div className="space-y-3">
      <div className="text-sm">
        <p role="status" className="inline">
          {summarizeMoves(migration)}
        </p>{' '}
        {finishedAt && (
          <span className="text-ink-2">
            <RelativeTime at={finishedAt} />
          </span>
        )}
      </div>
      {movedExamples.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer text-ink-2">Moved sessions</summary>
          <Examples examples={movedExamples.map((sessionId) => ({ sessionId, turn: null }))} />
        </details>
      )}
      {staying.length > 0 && <Reasons staying={staying} />}
    </div>
  );
}

function Reasons({ staying }: Pick<Migration, 'staying'>) {
  return (
    <Card aria-label="Sessions that stay">
      <Table>
        <TableHead>
          <tr>
            {COLUMNS.map((column) => (
              <TableHeader key={column}>{column}</TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {staying.map(({ reason, count, examples }) => (
            <TableRow key={reason}>
              <TableCell data-label="Why they stay" className="max-md:last:pr-0 max-md:first:pl-0">
                {MOVE_REASON_WORDS[reason]}
              </TableCell>
              <TableCell data-label="Sessions" className="tabular">
                {count.toLocaleString('en')}
              </TableCell>
              <TableCell data-label="Examples" className="max-md:last:pr-0 max-md:first:pl-0">
                <Examples examples={examples} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Examples({ examples }: { examples: readonly { sessionId: string; turn: number | null }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3">
      {examples.map(({ sessionId, turn }, index) => (
        <li key={sessionId}>
          <Link className="text-accent hover:underline" href={paths.session(sessionId)}>
            {`Session ${String(index + 1)}${turn === null ? '' : `, turn ${String(turn)}`}`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
