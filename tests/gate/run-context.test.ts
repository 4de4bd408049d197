import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { defaultParameters } from '../../support/clouds/parameters';
import { beginContext, contextOf, RunContext } from '../../support/run-context';
import { emptyFolder } from './fixture-run';

describe('what a gate and the hooks of cucumber have in common', () => {
  it('is found by the name of the run, as long as that goes on', async () => {
    const one = beginContext({ ...defaultParameters, run: 'aaaaaa' });
    const other = beginContext({ ...defaultParameters, run: 'bbbbbb' });
    assert.equal(contextOf({ cloud: 'embedded', run: 'aaaaaa' }), one);
    assert.equal(contextOf({ run: 'bbbbbb' }), other);
    await one.close();
    assert.notEqual(contextOf({ run: 'aaaaaa' }), one);
    await contextOf({ run: 'aaaaaa' }).close();
    await other.close();
  });

  it('begins with the first hook where there is no gate', async () => {
    const context = contextOf({});
    assert.equal(context.parameters.cloud, 'embedded');
    assert.equal(contextOf({}), context);
    await context.close();
    assert.throws(() => contextOf({ cloud: 'embeded' }), { name: 'RemoteCloudProblem' });
  });

  it('opens the cloud once, and has a run there between the first hook and the last', async () => {
    const context = new RunContext({ ...defaultParameters, run: 'abc123', ledgers: join(emptyFolder(), 'ledger') });
    assert.throws(() => context.theRun(), /no run is open/);
    const cloud = await context.cloud();
    await context.enter();
    assert.equal(context.theRun().cloud, cloud);
    assert.equal(context.theRun().name, 'abc123');
    await context.leave();
    assert.equal(context.runThatIsOpen(), undefined);
    assert.notEqual(await context.cloud(), cloud);
    await context.close();
  });

  it('ends without a cloud where none could be opened', async () => {
    const context = new RunContext({ ...defaultParameters, disrupt: 'compute-9' });
    await assert.rejects(context.enter(), { name: 'ParameterError', message: /has no host compute-9 to be disturbed/ });
    await context.leave();
  });
});
