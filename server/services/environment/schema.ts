import { z } from 'zod';
import { ENVIRONMENT_NAME, PRODUCTION } from '@/server/shared/environment-name';

/** The most versions that an environment divides its sessions among. */
const MAX_VERSIONS = 5;
const MAX_WEIGHT = 100;

export const newEnvironmentSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(ENVIRONMENT_NAME, 'Use up to 32 lower-case letters, digits and -, beginning with a letter.')
    .refine((name) => name !== PRODUCTION, 'Every organization has this environment.'),
  /** Whether it begins with the versions that production has. */
  copyProduction: z.boolean().default(false),
});

const weightedVersion = z.object({
  number: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  weight: z.int().min(1).max(MAX_WEIGHT).default(1),
});

export const promotionSchema = z.object({
  versions: z
    .array(weightedVersion)
    .min(1, 'Name a version.')
    .max(MAX_VERSIONS, `An environment has at most ${MAX_VERSIONS} versions of a flow.`)
    .refine(
      (versions) => new Set(versions.map(({ number }) => number)).size === versions.length,
      'Name each version once.',
    ),
});

export type NewEnvironmentInput = z.input<typeof newEnvironmentSchema>;
export type PromotionInput = z.input<typeof promotionSchema>;
