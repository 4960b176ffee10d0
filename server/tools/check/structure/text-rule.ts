/** Text that must not stand in some files: in their code, or anywhere. */
export type TextRule = { files: RegExp; text: RegExp; within: 'code' | 'all'; why: string };
