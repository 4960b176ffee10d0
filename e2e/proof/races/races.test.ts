import { describe } from 'vitest';
import { proveShort } from '../prove-short';
import { RACES } from './races';

describe('races', () => proveShort(RACES));
