import { checkForm } from '../../answers/form/form';
import type { FlowDefinition } from '../../definition';
import { findDuplicateIndexes } from '../../definition/find-duplicates';
import type { Problem } from '../../definition/problem';
import { errorAt, warningAt } from '../../definition/problem';
import { type Trigger, type TriggerType, triggerName } from '../../definition/trigger';
import type { Inspection } from '../inspection';

const NAME_KEY = { intent: 'name', event: 'event', form: 'code' } as const satisfies Record<
  TriggerType,
  string
>;

/** Reports duplicate triggers, problems of trigger forms, and flows that start themselves. */
export function checkTriggers({ definition, uses }: Inspection): Problem[] {
  const { triggers } = definition;
  return [
    ...findDuplicateIndexes(triggers.map((trigger) => `${trigger.type} ${triggerName(trigger)}`)).flatMap(
      (index) => reportRepeat(triggers[index], index),
    ),
    ...triggers.flatMap(checkFields),
    ...findOwnEvents(definition),
    ...checkFormSizes(uses),
  ];
}

function reportRepeat(trigger: Trigger | undefined, index: number): Problem[] {
  if (!trigger) return [];
  const message = `There are two triggers for the ${trigger.type} "${triggerName(trigger)}".`;
  return [errorAt('duplicate_trigger', null, `/triggers/${index}/${NAME_KEY[trigger.type]}`, message)];
}

function checkFields(trigger: Trigger, index: number): Problem[] {
  if (trigger.type !== 'form') return [];
  return checkForm(trigger, `/triggers/${index}`).map((problem) => ({ ...problem, nodeId: null }));
}

/** A form is compiled on every request of a page. */
const MAX_FORM_CHARS = 10_000;
const FORM_PATH = /^\/triggers\/\d+/;

function checkFormSizes(uses: Inspection['uses']): Problem[] {
  const sizes = new Map<string, Map<string, number>>();
  for (const { path, source, beforeStart, language = '' } of uses) {
    const form = beforeStart && source.includes('{{') ? FORM_PATH.exec(path)?.[0] : undefined;
    if (form === undefined) continue;
    const languages = sizes.get(form) ?? new Map<string, number>();
    sizes.set(form, languages.set(language, (languages.get(language) ?? 0) + source.length));
  }
  return [...sizes]
    .map(([path, languages]): [string, number] => [path, sumLargest(languages)])
    .filter(([, chars]) => chars > MAX_FORM_CHARS)
    .map(([path, chars]) => {
      const message = `The texts with expressions of this form have ${chars} characters; at most ${MAX_FORM_CHARS} are allowed.`;
      return errorAt('form_too_long', null, path, message);
    });
}

/** The characters in the language that has most, and those in no language of their own. */
function sumLargest(languages: ReadonlyMap<string, number>): number {
  const shared = languages.get('') ?? 0;
  return Math.max(...[...languages].map(([language, chars]) => (language === '' ? shared : shared + chars)));
}

function findOwnEvents({ nodes, triggers }: FlowDefinition): Problem[] {
  const started = new Set(triggers.flatMap((trigger) => (trigger.type === 'event' ? [trigger.event] : [])));
  return nodes.flatMap((node, index) =>
    node.kind === 'emit' && started.has(node.event)
      ? [
          warningAt(
            'starts_itself',
            node.id,
            `/nodes/${index}/event`,
            `The event "${node.event}" starts this flow, so the flow would start itself repeatedly.`,
          ),
        ]
      : [],
  );
}
