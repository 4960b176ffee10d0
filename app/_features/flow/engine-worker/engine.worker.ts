import { findWhy } from '@/server/engine/expression/why/find-why';
import { evaluateSource } from '@/server/engine/rendering/evaluate-source';
import { runSteps } from '@/server/engine/steps';
import type { EngineReply, EngineRequest, EngineTask, EngineTasks } from '../engine/engine-tasks';
import { checkDraft } from './check-draft';
import { listOwnWords } from './list-own-words';
import { listVocabulary } from './list-vocabulary';
import { openRecording } from './open-recording';
import { runDraftTest, runDraftTests } from './run-draft-tests';
import { runOnDraft } from './run-on-draft';

type Answer<K extends EngineTask> = EngineTasks[K]['answer'];
type Run = { [K in EngineTask]: (input: EngineTasks[K]['input']) => Answer<K> | Promise<Answer<K>> };

const RUN: Run = {
  check: checkDraft,
  evaluate: (sample) => runSteps(evaluateSource(sample)),
  findWhys: ({ explanations, candidates }) => explanations.map((one) => findWhy(one, candidates)),
  listVocabulary,
  listOwnWords,
  runTests: runDraftTests,
  runTest: runDraftTest,
  openRecording,
  runOnDraft,
};

addEventListener('message', async ({ data }: MessageEvent<EngineRequest>) => postMessage(await reply(data)));

async function reply({ id, task, input }: EngineRequest): Promise<EngineReply> {
  try {
    return { id, answer: await RUN[task](input as never) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : 'The engine failed.' };
  }
}
