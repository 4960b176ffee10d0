/*
 * The program of a thread of the replay pool, bundled by itself. The task comes as its data; every message is a batch, and
 * every answer the results of one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { runSteps } from '@/server/engine/steps';
import { createTaskRunner, type ReplayBatch, type ReplayTask } from './replay-task';

const runner = createTaskRunner(workerData as ReplayTask);

parentPort?.on('message', (batch: ReplayBatch) => parentPort?.postMessage(runSteps(runner.runBatch(batch))));
