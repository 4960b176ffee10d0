import { describe } from 'vitest';
import { runShort } from '../run-short';
import { RACES } from './races';

describe('races', () => runShort(RACES));
