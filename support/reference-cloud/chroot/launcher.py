"""Runs an entry point of OpenStack: launcher.py NAME MODULE [ARGUMENT ...]

The packages with the daemons' own start scripts are not installed; each of their scripts calls `main` of a
module. The module comes first among the imports: most of them patch the standard library while they load.
"""

import importlib
import os
import sys

RPC_REPLY_POLL = 0.01
DEFECT_FILE = "/srv/local-delete/etc/nova-defect"


class QuickPolls:
    """The module `time`, but with a short pause where oslo.messaging 16 waits half a second for each RPC reply
    (bug 2035113): every call would take that long, and the building of a server makes a dozen of them. Older and
    newer ones have no such pause, and nothing changes."""

    def __init__(self, time):
        self._time = time

    def __getattr__(self, name):
        return getattr(self._time, name)

    def sleep(self, seconds):
        self._time.sleep(RPC_REPLY_POLL if seconds == 0.5 else seconds)


def defect_of_cloud():
    """The name of what Nova is to be broken by; empty on a healthy cloud, whose services load nothing of that."""
    with open(DEFECT_FILE, encoding="utf-8") as file:
        return file.read().strip()


def main():
    name, module = sys.argv[1], sys.argv[2]
    sys.argv = [name, *sys.argv[3:]]
    if name.startswith("nova-") and (defect := defect_of_cloud()):
        importlib.import_module("broken_nova").break_service(name, defect)
    entry = importlib.import_module(module)
    if name == "nova-compute":
        # Nova looks for its drivers in this package alone.
        importlib.import_module("nova.virt").__path__.append(os.path.dirname(os.path.abspath(__file__)))
    driver = sys.modules.get("oslo_messaging._drivers.amqpdriver")
    if driver is None and name.startswith(("nova-", "neutron-", "cinder-")):
        driver = importlib.import_module("oslo_messaging._drivers.amqpdriver")
    if driver is not None:
        driver.time = QuickPolls(driver.time)
    sys.exit(entry.main())


main()
