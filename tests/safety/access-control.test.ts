import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AccessWatch } from '../../support/world/people/access-watch';
import { openStage, type Stage } from './stage';

describe('access control', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(() => stage.end());

  it('is the same after work that is no part of it', async () => {
    const watch = new AccessWatch(stage.cloud);
    await watch.begin();
    await stage.createServer('owner', 'of the owner');
    await watch.compare();
  });

  it('is told to differ when somebody has other roles, and may do what they might not', async () => {
    const people = { ...stage.cloud.people };
    const watch = new AccessWatch({ ...stage.cloud, people });
    await watch.begin();
    Object.assign(people, { reader: people.operator });
    await assert.rejects(watch.compare(), (error: Error) => {
      assert.equal(error.name, 'AccessControlChanged');
      const lines = error.message.split('\n');
      assert.ok(lines.includes('  before the run the reader signs in with reader; not any more'), error.message);
      assert.ok(lines.includes("  before the run the reader's GET /os-services is answered 403; not any more"));
      assert.ok(
        lines.includes("  now the reader's GET /os-services is answered as to an operator; not before the run"),
      );
      assert.ok(
        lines.includes(
          "  before the run the reader's DELETE /os-aggregates of one that does not exist is answered 403; not any more",
        ),
      );
      return true;
    });
  });

  it('tells the roles of everybody, but tries only what those may do who are no operators', async () => {
    const people = { ...stage.cloud.people };
    const watch = new AccessWatch({ ...stage.cloud, people });
    await watch.begin();
    Object.assign(people, { operator: people.owner });
    await assert.rejects(watch.compare(), (error: Error) => {
      assert.match(error.message, /before the run the operator signs in with admin/);
      assert.doesNotMatch(error.message, /the operator's GET/);
      return true;
    });
  });

  it('is tried by requests that change nothing', async () => {
    const before = await stage.people.auditor.compute.aggregates.list();
    const watch = new AccessWatch(stage.cloud);
    await watch.begin();
    await watch.compare();
    assert.deepEqual(await stage.people.auditor.compute.aggregates.list(), before);
    assert.deepEqual(await stage.people.auditor.compute.servers.list({ projects: 'all' }), []);
  });
});
