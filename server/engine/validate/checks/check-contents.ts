import { type Problem, warningAt } from '../../definition/problem';
import { createBudget } from '../../expression/budget';
import { findAddressFault } from '../../messages/address-fault';
import { parseTemplate } from '../../template/parse-template';
import { renderTemplate } from '../../template/render-template';
import { trimInput } from '../../text/normalize-input';
import type { Inspection, PlacedUse } from '../inspection';

// The texts of messages and questions, as JSON pointers.
const CONTENT = /\/(?:messages|prompt)\/\d+\/|\/choices\/\d+\/label$/;
const ADDRESS = /\/(?:url|imageUrl)$/;
// A constant needs little of the limits of a turn.
const MAX_STEPS = 1_000;
const MAX_CHARS = 10_000;

/** Warns of parts of messages that can never be shown: texts that are always empty, and addresses that are not allowed. */
export function checkContents({ uses }: Inspection): Problem[] {
  return uses.flatMap((use) => {
    if (use.kind !== 'template' || !CONTENT.test(toFieldPath(use))) return [];
    const message = findFault(use);
    return message === null ? [] : [warningAt(message.code, use.nodeId, use.path, message.text)];
  });
}

function findFault(use: PlacedUse): { code: string; text: string } | null {
  const constant = renderConstant(use);
  if (constant !== null && trimInput(constant) === '')
    return { code: 'always_empty', text: 'This is always empty, so it is never shown.' };
  if (!ADDRESS.test(toFieldPath(use))) return null;
  const fault = findAddressFault(constant ?? toBeginning(use.source));
  if (fault === null || !fault.startsWith('begins')) return null;
  return { code: 'forbidden_address', text: `This address ${fault}, so it is left out. Use http or https.` };
}

/** The path without the language of a text. */
function toFieldPath({ path, language }: PlacedUse): string {
  return language === undefined ? path : path.slice(0, -language.length - 1);
}

/** The text of a template that reads neither a variable nor a configuration value; null for other templates. */
function renderConstant({ source, names, problems, expressions }: PlacedUse): string | null {
  if (names.length > 0 || problems.length > 0) return null;
  if (expressions.some(({ config = [] }) => config.length > 0)) return null;
  if (!source.includes('{{')) return source;
  const { template } = parseTemplate(source);
  // The time is not known yet, but it is never empty.
  return renderTemplate(template, { variables: {}, at: 0 }, createBudget(MAX_STEPS, MAX_CHARS)).text;
}

// Only what stands before the first expression is certain; a letter after it keeps a lone scheme valid.
function toBeginning(source: string): string {
  return `${source.slice(0, source.indexOf('{{'))}x`;
}
