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
    cell: ({ value }) => {
      const text = JSON.stringify(value);
      return (
        <span title={text} className="block max-w-80 truncate font-mono text-xs">
          {text}
        </span>
      );
    },
  },
  { key: 'used', header: 'Used in', cell: ({ usedIn }) => <UsedInFlows flows={usedIn} /> },
];
