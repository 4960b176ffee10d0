import { formatJson } from '@/app/_features/flow/json/format-json';
import { saveFile } from '@/app/_lib/save-file';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** Downloads a flow as `<slug>.flow.json`. */
export function downloadFlow(file: RouterOutputs['flow']['export']): void {
  saveJson(`${file.slug}.flow.json`, file);
}

/** Downloads a flow with the flows that it calls, as `<slug>.bundle.json`. */
export function downloadBundle(slug: string, bundle: RouterOutputs['flow']['exportBundle']): void {
  saveJson(`${slug}.bundle.json`, bundle);
}

function saveJson(name: string, content: object): void {
  saveFile(name, 'application/json', `${formatJson(content)}\n`);
}
