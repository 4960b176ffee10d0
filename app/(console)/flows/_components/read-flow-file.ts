import { lineAt, lineStarts } from '@/app/_features/flow/json/locate-problems';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { toSlug } from '@/server/services/flow/slug';

const FORMAT = 'parley.flow';
const BUNDLE_FORMAT = 'parley.bundle';
// Indentation included.
const MAX_BYTES = 10_000_000;

/** A file with one flow, to be created under a slug, or with a bundle of flows that have theirs. */
export type ChosenFile =
  | { ok: true; kind: 'flow'; file: Record<string, unknown>; slug: string; summary: string }
  | { ok: true; kind: 'bundle'; bundle: Record<string, unknown>; summary: string }
  | { ok: false; reason: string };

/** Reads a flow file or a bundle; a bare definition is accepted, too, and named after the file. */
export async function readFlowFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<ChosenFile> {
  if (file.size > MAX_BYTES)
    return { ok: false, reason: 'This file is too large. A flow can have at most 1 MB, a bundle 4 MB.' };
  const text = await file.text();
  const parsed = parseDraft(text);
  if (!parsed.ok) {
    const line = lineAt(lineStarts(text), parsed.error.from);
    return { ok: false, reason: `Line ${String(line)} is not valid JSON. ${parsed.error.message}` };
  }
  return toChosenFile(parsed.draft, file.name);
}

function toChosenFile(content: Record<string, unknown>, fileName: string): ChosenFile {
  if (content.format === BUNDLE_FORMAT)
    return { ok: true, kind: 'bundle', bundle: content, summary: countFlows(content) };
  if (content.format === FORMAT) {
    const { name, slug, definition } = content;
    return {
      ok: true,
      kind: 'flow',
      file: content,
      slug: asText(slug),
      summary: summarize(asText(name) || fileName, definition),
    };
  }
  if (!Array.isArray(content.nodes))
    return {
      ok: false,
      reason: 'This JSON is not a flow: it has neither a "format" of flows nor "nodes".',
    };
  const name = fileName.replace(/(\.flow)?\.json$/i, '') || 'Imported flow';
  const slug = toSlug(name);
  return {
    ok: true,
    kind: 'flow',
    file: { format: FORMAT, name, slug, definition: content },
    slug,
    summary: summarize(name, content),
  };
}

function countFlows({ flows }: Record<string, unknown>): string {
  const count = Array.isArray(flows) ? flows.length : 0;
  return count === 1 ? 'A bundle with 1 flow' : `A bundle with ${String(count)} flows`;
}

function summarize(name: string, definition: unknown): string {
  const nodes = (definition as { nodes?: unknown } | null | undefined)?.nodes;
  return Array.isArray(nodes) ? `${name}, ${String(nodes.length)} nodes` : name;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
