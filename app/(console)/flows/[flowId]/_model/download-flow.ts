import { formatJson } from '@/app/_features/flow/json/format-json';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** Gives the browser a flow to save as `<slug>.flow.json`. */
export function downloadFlow(file: RouterOutputs['flow']['export']): void {
  const address = URL.createObjectURL(new Blob([`${formatJson(file)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.slug}.flow.json`;
  link.click();
  URL.revokeObjectURL(address);
}
