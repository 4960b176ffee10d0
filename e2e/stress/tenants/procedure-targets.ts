import type { Platform } from '@/server/services/context';
import type { KnownIds } from '../support/known-ids';
import { listProcedures } from '../support/procedures';
import type { Owner } from '../support/set-up-organization';
import type { Target } from './attempts';

const ID_NAME = /(?:[a-z]Ids?|^id)$/;

/** Makes every procedure of the console a target, called as an owner of the organization. */
export function listProcedureTargets(platform: Platform, owner: Owner, ids: () => KnownIds): Target[] {
  return listProcedures(platform, owner, ids).map(({ name, fields, makeInput, call }) => ({
    name,
    fields: fields.filter((field) => ID_NAME.test(field)),
    call: (field, id) => call(field === null ? makeInput() : putId(makeInput(), field, id)),
  }));
}

function putId(input: object | undefined, field: string, id: string): object {
  return { ...input, [field]: field.endsWith('Ids') ? [id] : id };
}
