import { describe } from 'vitest';
import { runShort } from '../run-short';
import { ADDRESSES } from './addresses';

describe('abuse', () => runShort(ADDRESSES));
