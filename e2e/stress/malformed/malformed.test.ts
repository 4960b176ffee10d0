import { describe } from 'vitest';
import { runShort } from '../run-short';
import { MALFORMED } from './malformed';

describe('abuse', () => runShort(MALFORMED));
