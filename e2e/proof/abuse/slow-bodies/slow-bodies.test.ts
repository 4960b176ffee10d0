import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { SLOW_BODIES } from './slow-bodies';

describe('slow bodies', () => proveShort(SLOW_BODIES));
