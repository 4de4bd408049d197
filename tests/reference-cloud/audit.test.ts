import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAudit } from '../../support/reference-cloud/nova-manage-audit';

const blue = '781f4459-2caa-47f5-8cb6-b677956aa4a4';
const green = '36619bf7-3615-4c7e-97fe-8fb6c26c4928';
const provider = '150c5542-b22c-4c0d-94d0-6737a80ce456';

const warning =
  'Modules with known eventlet monkey patching issues were imported prior to eventlet monkey patching: urllib3. This warning can usually be ignored if the caller is only importing and not executing nova code.';

/** What the audit of Zed and of 2025.1 wrote about a consumer. */
function told(consumer: string, amounts: string): string {
  return [
    `Allocations were set against consumer UUID ${consumer} but no existing instances or active migrations are related. `,
    `Allocations for consumer UUID ${consumer} on Resource Provider ${provider} can be deleted: ${amounts}`,
  ].join('\n');
}

const little = "{'VCPU': 1, 'MEMORY_MB': 64}";
const twoOrphans = [warning, told(blue, little), told(green, "{'CUSTOM_X1': 2}"), 'Processed 2 allocations.', ''];

describe("nova-manage's audit", () => {
  it('tells nothing when it found nothing', () => {
    assert.deepEqual(readAudit({ exitCode: 0, output: `${warning}\n` }), []);
    const homeless = `The compute node for UUID ${provider} can not be found\n`;
    assert.deepEqual(readAudit({ exitCode: 0, output: homeless }), []);
  });

  it('tells each orphan with its provider and amounts', () => {
    assert.deepEqual(readAudit({ exitCode: 3, output: twoOrphans.join('\n') }), [
      { consumer: blue, provider, amounts: { VCPU: 1, MEMORY_MB: 64 } },
      { consumer: green, provider, amounts: { CUSTOM_X1: 2 } },
    ]);
    const one = `${told(blue, little)}\nProcessed 1 allocation.\n`;
    assert.equal(readAudit({ exitCode: 3, output: one }).length, 1);
  });

  it('is not believed when lines, count and exit code do not agree', () => {
    for (const [exitCode, output] of [
      [0, twoOrphans.join('\n')],
      [3, ''],
      [3, 'Processed 2 allocations.\n'],
      [3, told(blue, little)],
      [3, `${told(blue, little)}\nProcessed 2 allocations.\n`],
      [0, 'Processed 1 allocation.\n'],
    ] as const) {
      assert.throws(() => readAudit({ exitCode, output }), {
        name: 'ReferenceCloudError',
        message: /^the output of nova-manage placement audit cannot be read: it ended with \d, tells \d orphans/,
      });
    }
  });

  it('is not understood in other words, which are shown', () => {
    const output = (line: string): string => `${line}\nProcessed 1 allocation.\n`;
    assert.throws(
      () => readAudit({ exitCode: 3, output: output(`Allocations for consumer UUID ${blue} may go`) }),
      /in another way than the audits that are known\n {4}Allocations for consumer UUID .* may go$/,
    );
    assert.throws(
      () => readAudit({ exitCode: 3, output: output(told(blue, "{'VCPU': [1]}")) }),
      /"'VCPU': \[1\]" is no amount of a resource class\n {4}Allocations for consumer/,
    );
  });
});
