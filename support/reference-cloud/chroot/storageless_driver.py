"""Cinder's driver of a backend without storage: the one of Cinder's own tests, and what that cannot do."""

from cinder.tests import fake_driver


class StoragelessDriver(fake_driver.FakeLoggingVolumeDriver):
    """Volumes are rows of Cinder's database; what would be done to a disk is logged."""

    def clone_image(self, context, volume, image_location, image_meta, image_service):
        """A volume has its image at once: there is no disk to convert the image to, and nobody reads it."""
        return {}, True

    def _update_volume_stats(self):
        super()._update_volume_stats()
        for pool in self._stats["pools"]:
            pool["multiattach"] = True
