import type { ApiKey } from '@/app/_features/api-key/key-columns';

/** The dialog that is open, and the key it is about. */
export type KeyTask = { kind: 'rotate' | 'revoke'; apiKey: ApiKey };
