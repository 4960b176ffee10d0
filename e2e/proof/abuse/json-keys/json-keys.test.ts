import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { JSON_KEYS } from './json-keys';

describe('abuse', () => proveShort(JSON_KEYS));
