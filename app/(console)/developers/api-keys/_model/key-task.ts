import type { ApiKey } from '@/app/_features/api-key/key-columns';

/** The open dialog and its key. */
export type KeyTask = { kind: 'rotate' | 'revoke'; apiKey: ApiKey };
