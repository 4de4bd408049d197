"""Nova's fake hypervisor, whose guests take their time to move: a live migration can be aborted meanwhile."""

import time

from nova.virt import fake

COPYING_SECONDS = 60
POLL_SECONDS = 0.1

# Only newer ones keep the identity of their node in a file.
SingleNode = getattr(fake, "FakeDriverWithoutFakeNodes", fake.FakeDriver)


class SlowMigrationDriver(fake.FakeLiveMigrateDriver, SingleNode):
    """The driver of Nova's own tests for aborted live migrations, with a guest that needs more than its five seconds."""

    def live_migration(
        self, context, instance, dest, post_method, recover_method, block_migration=False, migrate_data=None
    ):
        self._abort_migration = False
        self._migrating = True
        end = time.monotonic() + COPYING_SECONDS
        while self._migrating and time.monotonic() < end:
            time.sleep(POLL_SECONDS)
        if self._abort_migration:
            recover_method(context, instance, dest, migrate_data, migration_status="cancelled")
        else:
            post_method(context, instance, dest, block_migration, migrate_data)
