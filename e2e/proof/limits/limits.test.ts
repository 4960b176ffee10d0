import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { LIMITS } from './limits';

describe('limits', () => proveShort(LIMITS));
