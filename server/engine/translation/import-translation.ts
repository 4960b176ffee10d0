/*
 * translation/round-trip: a file that was exported is imported without a change, and an import sets every translation or none.
 */

import { findLanguage } from '@/server/shared/find-language';
import { toPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import { setOwn } from '../data/set-own';
import type { FlowDefinition } from '../definition';
import type { LocalizedText } from '../definition/text';
import type { Json, JsonObject } from '../json';
import type { Steps } from '../steps';
import { parseTemplateInSteps } from '../template/parse-template';
import { parseShape } from '../validate/parse-shape';
import { findKey, findMainLanguage, readSource, readTarget } from './export-translation';
import { type FlowText, listTexts, type TextPath } from './list-texts';
import type { TranslationFile, TranslationReport } from './translation-file';

/** A draft of valid shape as it is stored, and the same parsed. */
export type TranslatedDraft = { draft: JsonObject; definition: FlowDefinition };

type Change = { text: FlowText; target: string };

/**
 * Sets the translations of a file in a draft; `draft` of the result is another object, or null if nothing changed. A text whose
 * source has changed since the export is set only with `applyStale`. If one translation is invalid, none is set.
 */
export function* importTranslation(
  { draft, definition }: TranslatedDraft,
  file: TranslationFile,
  { applyStale }: { applyStale: boolean },
): Steps<{ draft: JsonObject | null; report: TranslationReport }> {
  const main = findMainLanguage(definition);
  const texts = new Map((yield* listTexts(definition)).map((text) => [text.key, text]));
  const report = createReport();
  const changes: Change[] = [];
  for (const [key, { source, target }] of Object.entries(file.texts)) {
    const text = texts.get(key);
    const change =
      text && sortText(text, { source, target }, { main, language: file.targetLanguage, applyStale }, report);
    if (!text) report.unknown.push(key);
    if (change) {
      yield* checkTemplates(change, readSource(change.text.value, main, file.targetLanguage), report);
      changes.push(change);
    }
    yield;
  }
  const translated = changes.length === 0 ? null : translateDraft(draft, changes, main, file.targetLanguage);
  if (translated) yield* checkShape(translated, changes, report);
  if (report.problems.length > 0) return { draft: null, report };
  return { draft: translated, report: { ...report, applied: changes.length } };
}

function createReport(): TranslationReport {
  return { applied: 0, unchanged: 0, untranslated: 0, unknown: [], stale: [], warnings: [], problems: [] };
}

type Options = { main: string; language: string; applyStale: boolean };

/** Notes a text of the file in the report; returns the change that it asks for. */
function sortText(
  text: FlowText,
  { source, target }: { source: string; target: string },
  { main, language, applyStale }: Options,
  report: TranslationReport,
): Change | null {
  if (target === '') {
    report.untranslated += 1;
    return null;
  }
  if (readTarget(text.value, language) === target) {
    report.unchanged += 1;
    return null;
  }
  const current = readSource(text.value, main, language);
  if (source === current) return { text, target };
  report.stale.push({ key: text.key, nodeId: text.nodeId, source, current });
  return applyStale ? { text, target } : null;
}

function* checkTemplates({ text, target }: Change, source: string, report: TranslationReport): Steps<void> {
  const { key, nodeId } = text;
  const found = yield* parseTemplateInSteps(target);
  for (const { message, offset } of found.problems)
    report.problems.push({ key, nodeId, message: `${message} (at character ${offset + 1}).` });
  const expected = yield* parseTemplateInSteps(source);
  const given = new Set(listPlaceholders(found.template.parts));
  const missing = [...new Set(listPlaceholders(expected.template.parts))].filter((one) => !given.has(one));
  if (missing.length === 0) return;
  const names = missing.map((one) => `{{ ${one} }}`).join(', ');
  report.warnings.push({ key, nodeId, message: `The translation lacks ${names}.` });
}

function listPlaceholders(parts: readonly (string | { source: string })[]): string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.source]));
}

/** Only a translation can be what is wrong, because the draft had a valid shape. */
function* checkShape(draft: JsonObject, changes: readonly Change[], report: TranslationReport): Steps<void> {
  const shape = yield* parseShape(draft);
  if (shape.ok) return;
  const owners = new Map(changes.map(({ text }) => [toPointer(text.path), text]));
  for (const { path, message } of shape.problems) {
    const owner = owners.get(path) ?? owners.get(path.slice(0, path.lastIndexOf('/')));
    report.problems.push({ key: owner?.key ?? '', nodeId: owner?.nodeId ?? null, message });
  }
}

function translateDraft(
  draft: JsonObject,
  changes: readonly Change[],
  main: string,
  language: string,
): JsonObject {
  const copy = structuredClone(draft);
  for (const { text, target } of changes)
    setAt(copy, text.path, addLanguage(text.value, target, main, language));
  const { languages = [] } = copy;
  const listed = Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : [];
  if (findLanguage([main, ...listed], language) === null) copy.languages = [...listed, language];
  return copy;
}

function addLanguage(
  text: LocalizedText,
  target: string,
  main: string,
  language: string,
): { [language: string]: string } {
  const texts = typeof text === 'string' ? { [main]: text } : { ...text };
  texts[findKey(texts, language) ?? language] = target;
  return texts;
}

function setAt(root: Json, path: TextPath, value: Json): void {
  const last = path.at(-1) ?? '';
  let owner: Json | undefined = root;
  for (const step of path.slice(0, -1))
    owner = Array.isArray(owner) ? owner[Number(step)] : isJsonObject(owner) ? owner[step] : undefined;
  if (Array.isArray(owner)) owner[Number(last)] = value;
  else if (isJsonObject(owner)) setOwn(owner, String(last), value);
}

function toPointer(path: TextPath): string {
  return path.map((step) => `/${toPointerToken(step)}`).join('');
}
