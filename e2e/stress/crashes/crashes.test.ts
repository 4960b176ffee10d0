import { describe } from 'vitest';
import { runShort } from '../run-short';
import { CRASHES } from './crashes';

describe('crashes', () => runShort(CRASHES));
