import { GUARDED_WRITES } from './guarded-writes';
import type { TextRule } from './text-rule';

/** Rules that no linter expresses. */
export const TEXT_RULES: readonly TextRule[] = [
  {
    files: /^server\/engine\/(?!.*\.test\.ts$|(.*\/)?fixtures\/)/,
    text: /\basync\s+(?:function|\(|\w+\s*=>)|\bawait\s+\w|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(|\bsetTimeout\(/,
    within: 'code',
    why: 'run/pure: the engine has no clock, randomness, environment or async code',
  },
  {
    files: /\.test\.tsx?$/,
    text: /\bvi\.(mock|doMock|stubGlobal)\(|\b(it|test|describe)\.todo\b/,
    within: 'all',
    why: 'tests run the real parts',
  },
  {
    files: /^app\/(?!_trpc\/invalidate\.ts$)/,
    text: /\binvalidateQueries\(/,
    within: 'code',
    why: 'a pending first answer may be older than the change and would be awaited: invalidate() cancels it',
  },
  {
    files: /^app\/(?!_features\/flow\/engine-worker\/)(?!.*\.test\.tsx?$)/,
    text: /\bfrom '[^']*\/engine-worker\/|\bimport\('[^']*\/engine-worker\//,
    within: 'all',
    why: 'an import would load the engine into the page: it is reached through its worker',
  },
  {
    files: /^app\/(?!_ui\/overlay\/toast(-stack)?\.tsx?$)/,
    text: /\bimport [^;]* from 'sonner'/,
    within: 'all',
    why: 'nothing shows its toasts before the first one of _ui/overlay/toast, which loads it',
  },
  ...GUARDED_WRITES,
  {
    files: /^(?!server\/tools\/check\/structure\/)/,
    text: /@ts-nocheck|eslint-disable|biome-ignore|\bTODO\b|\bFIXME\b/,
    within: 'all',
    why: 'a rule is kept or changed, and work is finished or in an issue',
  },
  {
    files: /^(?!server\/tools\/check\/structure\/)(?!.*\.test\.tsx?$)/,
    text: /@ts-expect-error/,
    within: 'all',
    why: 'it tests types, which is for tests',
  },
];
