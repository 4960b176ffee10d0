import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { JSON_KEYS } from './json-keys';

describe('abuse', () => runShort(JSON_KEYS));
