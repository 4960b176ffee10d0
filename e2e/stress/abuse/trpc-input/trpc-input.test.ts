import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { TRPC_INPUT } from './trpc-input';

describe('inputs of the console', () => runShort(TRPC_INPUT));
