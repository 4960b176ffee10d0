import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { SCALE } from './scale';

describe('scale', () => proveShort(SCALE));
