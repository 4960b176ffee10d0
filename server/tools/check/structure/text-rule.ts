/** Text that is not allowed in some files: in their code, or anywhere. */
export type TextRule = { files: RegExp; text: RegExp; within: 'code' | 'all'; why: string };
