import { describe } from 'vitest';
import { runShort } from '../run-short';
import { SECRETS } from './secrets';

describe('abuse', () => runShort(SECRETS));
