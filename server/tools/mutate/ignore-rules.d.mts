export type Ignorer = { shouldIgnore(path: object): string | undefined };

export const ignorer: Ignorer;
