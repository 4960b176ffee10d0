import { describe } from 'vitest';
import { runShort } from '../run-short';
import { LIMITS } from './limits';

describe('limits', () => runShort(LIMITS));
