import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { DEFINITIONS } from './definitions';

describe('abuse', () => proveShort(DEFINITIONS));
