import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { DEFINITIONS } from './definitions';

describe('abuse', () => runShort(DEFINITIONS));
