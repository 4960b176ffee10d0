import { describe } from 'vitest';
import { proveShort } from '../../prove-short';
import { UPGRADES } from './upgrades';

describe('upgrades', () => proveShort(UPGRADES));
