import { errorAt, type Problem } from '../definition/problem';
import type { PersonalPlace } from './place';
import { isContactField, isPersonalField } from './read-names';

/** The tagged attributes of contacts, and whether personal data may be sent to a model. */
export type PersonalRules = { attributes: readonly string[]; refusesModels: boolean };

/** Leaves out the fields of the contact that are not personal, and the places that only they get to. */
export function keepPersonal(
  places: readonly PersonalPlace[],
  { attributes }: Pick<PersonalRules, 'attributes'>,
): PersonalPlace[] {
  return places.flatMap((place) => {
    const names = place.names.filter((name) => !isContactField(name) || isPersonalField(name, attributes));
    return names.length > 0 ? [{ ...place, names }] : [];
  });
}

/** Reports personal data that gets to a model, also in a called flow, where the organization refuses that. */
export function checkModels(places: readonly PersonalPlace[], rules: PersonalRules): Problem[] {
  if (!rules.refusesModels) return [];
  return keepPersonal(places, rules).flatMap(({ target, names, nodeId, path, flow }) => {
    const isSent = target === 'model' || flow?.reaches?.includes('model');
    return isSent ? [errorAt('personal_data_to_model', nodeId, path, explain(names, flow?.slug))] : [];
  });
}

function explain(names: readonly string[], slug: string | undefined): string {
  const where =
    slug === undefined
      ? 'is sent to a model here'
      : `is given to the flow "${slug}", which sends it to a model`;
  return `Personal data (${names.join(', ')}) ${where}. Your organization does not allow that: leave it out, or ask an administrator to change the rule under Settings, General.`;
}
