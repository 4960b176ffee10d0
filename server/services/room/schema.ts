import { z } from 'zod';
import { requiredText } from '../text-schema';

const roomMode = z.enum(['flow', 'suggestions', 'people']);

const name = requiredText(255);

export const newRoomSchema = z.object({
  name,
  mode: roomMode,
  flowId: z
    .string()
    .nullish()
    .transform((flowId) => flowId ?? null),
});

export const roomChangeSchema = z.object({
  name: name.optional(),
  mode: roomMode.optional(),
  flowId: z.string().nullish(),
});

export type CreateRoomInput = z.input<typeof newRoomSchema>;
export type UpdateRoomInput = z.input<typeof roomChangeSchema> & { roomId: string };
