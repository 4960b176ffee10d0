import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { TRPC_INPUT } from './trpc-input';

describe('inputs of the console', () => proveShort(TRPC_INPUT));
