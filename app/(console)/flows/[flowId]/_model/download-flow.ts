import { formatJson } from '@/app/_features/flow/json/format-json';
import { saveFile } from '@/app/_lib/save-file';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** Gives the browser a flow to save as `<slug>.flow.json`. */
export function downloadFlow(file: RouterOutputs['flow']['export']): void {
  saveFile(`${file.slug}.flow.json`, 'application/json', `${formatJson(file)}\n`);
}
