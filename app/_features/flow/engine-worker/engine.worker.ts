import { findWhy } from '@/server/engine/expression/why/find-why';
import { evaluateSource } from '@/server/engine/rendering/evaluate-source';
import { runSteps } from '@/server/engine/steps';
import type { EngineReply, EngineRequest, EngineTask, EngineTasks } from '../engine/engine-tasks';
import { checkDraft } from './check-draft';
import { listOwnWords } from './list-own-words';
import { listVocabulary } from './list-vocabulary';
import { runDraftTest, runDraftTests } from './run-draft-tests';

type Run = { [K in EngineTask]: (input: EngineTasks[K]['input']) => EngineTasks[K]['answer'] };

const RUN: Run = {
  check: checkDraft,
  evaluate: (sample) => runSteps(evaluateSource(sample)),
  findWhys: ({ explanations, candidates }) => explanations.map((one) => findWhy(one, candidates)),
  listVocabulary,
  listOwnWords,
  runTests: runDraftTests,
  runTest: runDraftTest,
};

addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => postMessage(reply(data)));

function reply({ id, task, input }: EngineRequest): EngineReply {
  try {
    return { id, answer: RUN[task](input as never) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : 'The engine failed.' };
  }
}
