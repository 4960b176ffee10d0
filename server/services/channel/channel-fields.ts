import { z } from 'zod';
import type { FieldIssue } from '@/server/shared/errors';
import { isStorable } from '@/server/shared/json';
import type { ChannelKind } from './channel-facts';

const MAX_URL_LENGTH = 2_048;

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(max, `must have at most ${max} characters`)
    .refine(isStorable, 'contains characters that cannot be kept');

const webhookUrl = z
  .string()
  .trim()
  .max(MAX_URL_LENGTH, `must have at most ${MAX_URL_LENGTH} characters`)
  .refine(isHttpUrl, 'must be a URL that begins with http:// or https://');

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && isStorable(text);
}

/** What callers may say about a channel, whatever its kind. */
export const channelFields = z.object({
  name: line(255).optional(),
  enabled: z.boolean().optional(),
  flowId: z.string().nullish(),
  roomId: z.string().nullish(),
  label: line(64).nullish(),
  settings: z.record(z.string(), z.unknown()).optional(),
  webhookUrl: webhookUrl.nullish(),
  webhookSchedule: z.enum(['vendor', 'long']).optional(),
  maxRetryCount: z.number().int('must be a whole number').min(0).max(20).optional(),
});

/** What callers may say about a channel; what is left out stays as it is, or as it is by default. */
export type ChannelFields = z.input<typeof channelFields>;
export type CheckedFields = z.output<typeof channelFields>;

type OwnField = 'flowId' | 'roomId' | 'label';

/** What each kind of channel must have, and no other may. */
const OWN_FIELDS: Readonly<Record<ChannelKind, readonly OwnField[]>> = {
  chat: [],
  flowrest: ['flowId'],
  umi: ['roomId', 'label'],
};
const ALL_OWN: readonly OwnField[] = ['flowId', 'roomId', 'label'];

/** Says what a channel of this kind lacks or has too much; `isNew` when what is left out is missing. */
export function findKindIssues(kind: ChannelKind, fields: ChannelFields, isNew: boolean): FieldIssue[] {
  return ALL_OWN.flatMap((field): FieldIssue[] => {
    const value = fields[field];
    if (!OWN_FIELDS[kind].includes(field)) {
      return value == null ? [] : [{ path: [field], message: `a channel of the kind ${kind} has none` }];
    }
    if (value === undefined && isNew) return [{ path: [field], message: 'is required', missing: true }];
    return value === null ? [{ path: [field], message: 'must not be null' }] : [];
  });
}
