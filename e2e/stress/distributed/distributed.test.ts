import { describe } from 'vitest';
import { runShort } from '../run-short';
import { DISTRIBUTED } from './distributed';

describe('distributed', () => runShort(DISTRIBUTED));
