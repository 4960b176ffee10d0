import { beforeAll, describe } from 'vitest';
import type { UmiTarget } from './client';
import { describeLifecycle } from './lifecycle';
import { describeLists } from './lists';
import { setUpUmi, type UmiHost } from './open-umi-target';
import { describeRepeats } from './repeats';
import { describeRequests } from './requests';
import { describeSeedExamples } from './seed-examples';
import { describeSuggestions } from './suggestions';

/** Tests the complete umi API against any server. */
export function describeUmi(host: () => UmiHost): void {
  describe('the umi API', () => {
    let target: UmiTarget;
    beforeAll(async () => {
      target = await setUpUmi(host());
    });
    describeSeedExamples(() => target);
    describeRequests(() => target);
    describeLifecycle(() => target);
    describeSuggestions(() => target);
    describeRepeats(() => target);
    describeLists(() => target);
  });
}
