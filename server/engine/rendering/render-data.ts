import { findLanguage } from '@/server/shared/find-language';
import type { CompiledText, DataTemplate } from '../compile/compiler';
import { countChars } from '../data/plain-data';
import { setOwn } from '../data/set-own';
import type { Json, JsonObject } from '../json';
import type { ParsedTemplate } from '../template/parse-template';
import {
  type EncodeValue,
  renderTemplate,
  renderTemplateValue,
  type TemplateMiss,
} from '../template/render-template';
import { type Rendering, toScope, type Variables } from './rendering';

/**
 * Renders a template, or a text in the language of the session, else in the flow's own language, else in its first one. A
 * missing reference renders empty and is recorded; `encode` is applied to each value.
 */
export function renderText(
  text: ParsedTemplate | CompiledText,
  rendering: Rendering,
  variables: Variables = rendering.variables,
  encode?: EncodeValue,
): string {
  const template = 'fallback' in text ? chooseTemplate(text, rendering.language) : text;
  const rendered = renderTemplate(template, toScope(rendering, variables), rendering.budget, encode);
  recordMisses(rendered.misses, template, rendering);
  return rendered.text;
}

function chooseTemplate({ languages, fallback }: CompiledText, language: string): ParsedTemplate {
  if (languages.size === 0) return fallback;
  const found = findLanguage(languages.keys(), language);
  return (found !== null && languages.get(found)) || fallback;
}

/**
 * Renders JSON whose strings are templates. The result is charged to the characters that a turn may produce.
 */
export function renderData(
  data: DataTemplate,
  rendering: Rendering,
  variables: Variables = rendering.variables,
): Json {
  if (data.type === 'constant') return data.value;
  const { budget, notes } = rendering;
  const value = renderNested(data, rendering, variables);
  const chars = countChars(value, budget.charsLeft);
  if (chars === Number.POSITIVE_INFINITY) {
    notes.push('The data is nested too deeply and was replaced by null.');
    return null;
  }
  if (chars > budget.charsLeft) {
    rendering.exhausted = 'data';
    return null;
  }
  budget.charsLeft -= chars;
  return value;
}

function renderNested(data: DataTemplate, rendering: Rendering, variables: Variables): Json {
  switch (data.type) {
    case 'constant':
      return data.value;
    case 'text': {
      const scope = toScope(rendering, variables);
      const { value, misses } = renderTemplateValue(data.template, scope, rendering.budget);
      recordMisses(misses, data.template, rendering);
      return value ?? null;
    }
    case 'list':
      return data.items.map((item) => renderNested(item, rendering, variables));
    case 'record': {
      const record: JsonObject = {};
      for (const [key, item] of data.entries) setOwn(record, key, renderNested(item, rendering, variables));
      return record;
    }
  }
}

function recordMisses(
  misses: readonly TemplateMiss[],
  { source }: ParsedTemplate,
  rendering: Rendering,
): void {
  if (misses.length === 0) return;
  rendering.misses.push(...misses);
  if (rendering.budget.stepsLeft <= 0) rendering.exhausted = source;
}
