import { describe } from 'vitest';
import { runShort } from '../../run-short';
import { UPGRADES } from './upgrades';

describe('upgrades', () => runShort(UPGRADES));
