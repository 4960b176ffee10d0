import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { SLOW_BODIES } from './slow-bodies';

describe('slow bodies', () => runShort(SLOW_BODIES));
