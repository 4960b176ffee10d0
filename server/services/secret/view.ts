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
  /** The environments that have a value in place of it. */
  overrides: { environment: string; updatedAt: Date }[];
  /** The flows whose draft or published version names it. */
  usedIn: UsingFlow[];
};

export function toSecretView(
  { name, updatedBy, createdAt, updatedAt }: SecretRow,
  {
    names,
    usedIn,
    overrides,
  }: Pick<SecretView, 'usedIn'> & { names: ReadonlyMap<string, string>; overrides: readonly SecretRow[] },
): SecretView {
  return {
    ...{ name, updatedBy, updatedByName: names.get(updatedBy) ?? null, createdAt, updatedAt },
    overrides: overrides.map((own) => ({ environment: own.environment, updatedAt: own.updatedAt })),
    usedIn,
  };
}
