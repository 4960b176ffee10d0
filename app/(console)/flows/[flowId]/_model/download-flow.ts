import { formatJson } from '@/app/_features/flow/json/format-json';
import { saveFile } from '@/app/_lib/save-file';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** Downloads a flow as `<slug>.flow.json`. */
export function downloadFlow(file: RouterOutputs['flow']['export']): void {
  saveFile(`${file.slug}.flow.json`, 'application/json', `${formatJson(file)}\n`);
}
