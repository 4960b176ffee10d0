import { CONSTANTS } from '@/server/engine/expression/functions/constants';
import { FUNCTIONS } from '@/server/engine/expression/functions/functions';
import {
  LIST_CALLBACK_METHODS,
  SORTING_METHODS,
} from '@/server/engine/expression/methods/list-callback-methods';
import { LIST_METHODS } from '@/server/engine/expression/methods/list-methods';
import { BOOLEAN_METHODS, NUMBER_METHODS } from '@/server/engine/expression/methods/scalar-methods';
import { TEXT_METHODS } from '@/server/engine/expression/methods/text-methods';
import type { Vocabulary } from '../engine/engine-tasks';

/** Lists the names that the engine's expressions know. */
export function listVocabulary(): Vocabulary {
  return {
    functions: [...FUNCTIONS.keys()],
    constants: [...CONSTANTS.keys()],
    methods: {
      text: [...TEXT_METHODS.keys()],
      list: [...LIST_METHODS.keys(), ...LIST_CALLBACK_METHODS.keys(), ...SORTING_METHODS.keys()],
      number: [...NUMBER_METHODS.keys()],
      boolean: [...BOOLEAN_METHODS.keys()],
    },
  };
}
