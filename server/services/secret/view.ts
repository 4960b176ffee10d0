import type { UsingFlow } from '@/server/db/flow/using-flows';
import type { SecretRow } from '@/server/db/secret/store';

/** A secret without its value, which nobody reads. */
export type SecretView = {
  name: string;
  /** "user:<id>" or "key:<id>". */
  updatedBy: string;
  /** The current name of that member or key; null if it is gone. */
  updatedByName: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** The flows whose draft or published version names it. */
  usedIn: UsingFlow[];
};

export function toSecretView(
  { name, updatedBy, createdAt, updatedAt }: SecretRow,
  names: ReadonlyMap<string, string>,
  usedIn: SecretView['usedIn'],
): SecretView {
  return { name, updatedBy, updatedByName: names.get(updatedBy) ?? null, createdAt, updatedAt, usedIn };
}
