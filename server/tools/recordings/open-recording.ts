import { readFileSync, statSync } from 'node:fs';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import type { Recording } from '@/server/engine/replay/recording';
import { MAX_FILE_BYTES, parseRecording } from '@/server/engine/replay/recording-file';
import { isJsonObject, type Json } from '@/server/shared/json';

type Compiled = Extract<ReturnType<typeof compileRecording>, { ok: true }>;
export type OpenedRecording = Compiled & { recording: Recording };

/** Opens the file of a recording, in which nothing is trusted. Throws an Error that says what is wrong with it. */
export function openRecording(file: string): OpenedRecording {
  const parsed = parseRecording(readText(file));
  if (!parsed.ok) {
    const [{ path, message } = { path: '', message: 'is no recording' }] = parsed.problems;
    throw new Error(`${file}: ${path} ${message}`);
  }
  return { ...compile(file, parsed.recording), recording: parsed.recording };
}

/** Compiles the definition of a flow file with the flows of a recording that it calls by slug. */
export function openDraft(file: string, { flow, flows }: Recording): Compiled {
  const content: unknown = JSON.parse(readText(file));
  if (!isJsonObject(content)) throw new Error(`${file}: must be a JSON object.`);
  const definition: Json = content.format === 'parley.flow' ? (content.definition ?? null) : content;
  const links = Object.fromEntries(Object.entries(flows).map(([key, { slug }]) => [slug, key]));
  const own = Object.hasOwn(flows, flow) ? flows[flow] : undefined;
  const draft = { slug: own?.slug ?? '', version: null, definition, links: { ...links, ...own?.links } };
  return compile(file, { flow: DRAFT, flows: { ...flows, [DRAFT]: draft } });
}

const DRAFT = ' draft';

function compile(file: string, recording: Pick<Recording, 'flow' | 'flows'>): Compiled {
  const compiled = compileRecording(recording);
  if (!compiled.ok) throw new Error(`${file}: ${compiled.reason}`);
  return compiled;
}

function readText(file: string): string {
  const { size } = statSync(file);
  if (size > MAX_FILE_BYTES)
    throw new Error(`${file}: has ${size} bytes; at most ${MAX_FILE_BYTES} bytes are opened.`);
  return readFileSync(file, 'utf8');
}
