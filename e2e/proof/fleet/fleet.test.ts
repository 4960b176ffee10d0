import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { FLEET } from './fleet';

describe('fleet', () => proveShort(FLEET));
