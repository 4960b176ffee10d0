import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/list/data-table';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type StateTone, StatusBadge } from '@/app/_ui/value/status-badge';

export type ApiKey = RouterOutputs['apiKey']['list']['items'][number];

const STATUS: Record<ApiKey['status'], { tone: StateTone; word: string }> = {
  active: { tone: 'live', word: 'Active' },
  expired: { tone: 'ended', word: 'Expired' },
  revoked: { tone: 'failed', word: 'Revoked' },
};

const never = <span className="text-ink-3">Never</span>;

/** The columns of the list of keys. */
export const KEY_COLUMNS: [Column<ApiKey>, ...Column<ApiKey>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="[overflow-wrap:anywhere]">{name}</span>,
  },
  {
    key: 'key',
    header: 'Key',
    cell: ({ prefix, lastFour }) => (
      <span className="whitespace-nowrap font-mono text-ink-2 text-xs">
        {prefix}…{lastFour}
      </span>
    ),
  },
  { key: 'scopes', header: 'Scopes', cell: ({ scopes }) => <Scopes scopes={scopes} /> },
  { key: 'status', header: 'Status', cell: (apiKey) => <KeyStatus apiKey={apiKey} /> },
  {
    key: 'created',
    header: 'Created',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} className="whitespace-nowrap text-ink-2" />,
  },
  {
    key: 'used',
    header: 'Last used',
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? <RelativeTime at={lastUsedAt} className="whitespace-nowrap text-ink-2" /> : never,
  },
  {
    key: 'expires',
    header: 'Expires',
    cell: ({ expiresAt }) =>
      expiresAt ? <RelativeTime at={expiresAt} className="whitespace-nowrap text-ink-2" /> : never,
  },
];

const MOST_SCOPES = 4;

// The key's own page shows all of them.
function Scopes({ scopes }: { scopes: ApiKey['scopes'] }) {
  const shown = scopes.length > MOST_SCOPES + 1 ? scopes.slice(0, MOST_SCOPES) : scopes;
  const rest = scopes.length - shown.length;
  return (
    <span className="flex flex-wrap gap-1 py-1 max-md:justify-end">
      {shown.map((scope) => (
        <Badge key={scope} className="font-mono font-normal">
          {scope}
        </Badge>
      ))}
      {rest > 0 && <span className="text-ink-2 text-xs">and {rest} more</span>}
    </span>
  );
}

/** Whether a key is active. */
export function KeyStatus({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.status === 'active' && apiKey.rotatedToId)
    return <StatusBadge tone="waiting">Being replaced</StatusBadge>;
  const { tone, word } = STATUS[apiKey.status];
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}
