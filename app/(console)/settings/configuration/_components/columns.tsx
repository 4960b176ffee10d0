import { UsedInFlows } from '@/app/_features/flow/used-in-flows';
import type { Column } from '@/app/_ui/list/data-table';
import type { ConfigValue } from '../_model/config-value';

/** The columns of the list of configuration values. */
export const CONFIG_COLUMNS: [Column<ConfigValue>, ...Column<ConfigValue>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="break-all font-mono text-xs">{name}</span>,
  },
  {
    key: 'value',
    header: 'Value',
    cell: ({ value, overrides }) => (
      <div className="min-w-0">
        <Value value={value} />
        {overrides.map((override) => (
          <div key={override.environment} className="mt-1 flex items-baseline gap-2 text-ink-2 text-xs">
            <span className="shrink-0">{override.environment}</span>
            <Value value={override.value} />
          </div>
        ))}
      </div>
    ),
  },
  { key: 'used', header: 'Used in', cell: ({ usedIn }) => <UsedInFlows flows={usedIn} /> },
];

function Value({ value }: Pick<ConfigValue, 'value'>) {
  const text = JSON.stringify(value);
  return (
    <span title={text} className="block max-w-80 truncate font-mono text-xs">
      {text}
    </span>
  );
}
