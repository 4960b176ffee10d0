import { describe } from 'vitest';
import { runShort } from '../run-short';
import { SCALE } from './scale';

describe('scale', () => runShort(SCALE));
