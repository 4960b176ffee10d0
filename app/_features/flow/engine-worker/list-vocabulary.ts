import { CONSTANTS } from '@/server/engine/expression/functions/constants';
import { FUNCTIONS } from '@/server/engine/expression/functions/functions';
import { methodsOf } from '@/server/engine/expression/methods/methods-of';
import type { Vocabulary } from '../engine/engine-tasks';

/** Lists the names that the engine's expressions know. */
export function listVocabulary(): Vocabulary {
  return {
    functions: [...FUNCTIONS.keys()],
    constants: [...CONSTANTS.keys()],
    methods: {
      text: [...methodsOf('text')],
      list: [...methodsOf('list')],
      number: [...methodsOf('number')],
      boolean: [...methodsOf('boolean')],
    },
  };
}
