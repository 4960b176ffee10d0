import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { ModelPrice } from '../_model/model-price';
import { showPrice } from '../_model/price-text';

/** The columns of the list of prices. */
export const PRICE_COLUMNS: [Column<ModelPrice>, ...Column<ModelPrice>[]] = [
  {
    key: 'model',
    header: 'Model',
    cell: ({ model }) => <span className="break-all font-mono text-xs">{model}</span>,
  },
  {
    key: 'prompt',
    header: 'Prompt, per million',
    align: 'right',
    cell: ({ promptMicros }) => <span className="tabular">{showPrice(promptMicros)}</span>,
  },
  {
    key: 'completion',
    header: 'Completion, per million',
    align: 'right',
    cell: ({ completionMicros }) => <span className="tabular">{showPrice(completionMicros)}</span>,
  },
  {
    key: 'changed',
    header: 'Changed',
    align: 'right',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="whitespace-nowrap text-ink-2" />,
  },
];
