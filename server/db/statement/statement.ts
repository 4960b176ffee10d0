import type { QueryConfig } from 'pg';

export type Statement<Params extends object> = (params: Params) => QueryConfig<unknown[]>;

/**
 * Makes a statement that each connection prepares once, under `name`. Its text names its parameters `:like_this`;
 * every one of them is a key of `Params`.
 */
export function defineStatement<Params extends object>(name: string, text: string): Statement<Params> {
  const order: string[] = [];
  // A colon within quotes is text, and two of them are a cast.
  const numbered = text.replace(/'[^']*'|(?<!:):([a-zA-Z]\w*)/g, (found, param?: string) => {
    if (param === undefined) return found;
    if (!order.includes(param)) order.push(param);
    return `$${order.indexOf(param) + 1}`;
  });
  return (params) => ({ name, text: numbered, values: order.map((param) => Reflect.get(params, param)) });
}
