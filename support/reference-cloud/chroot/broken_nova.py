"""Breaks a service of Nova on purpose: when a module is imported, one of its functions is replaced.

Nothing of Nova's is copied. A function that this Nova has not, or calls otherwise, is a mistake here: the service
ends with a message then, and does not run healthy.
"""

import functools
import importlib.machinery
import sys
from typing import Callable, NamedTuple


class Defect(NamedTuple):
    """The function `path` of `module` is replaced by what `replace` makes of it, in the `services` alone."""

    services: tuple[str, ...]
    module: str
    path: str
    replace: Callable


class Except:
    """Another object, but for some of its attributes."""

    def __init__(self, other, **attributes):
        self.__dict__.update(attributes, _other=other)

    def __getattr__(self, name):
        return getattr(self._other, name)


def without_freeing(local_delete):
    def local_delete_that_frees_nothing(self, *args, **kwargs):
        client = Except(self.placementclient, delete_allocation_for_instance=lambda *_args, **_kwargs: True)
        return local_delete(Except(self, placementclient=client), *args, **kwargs)

    return local_delete_that_frees_nothing


def without_healing(_heal):
    def heal_nothing(self, *_args, **_kwargs):
        pass

    return heal_nothing


def healing_live_servers(_heal):
    def heal_whatever_is_there(self, context, cn, *_args, **_kwargs):
        found = self.reportclient.get_allocations_for_resource_provider(context, cn.uuid)
        for consumer in found.allocations:
            self.reportclient.delete_allocation_for_instance(context, consumer, force=True)

    return heal_whatever_is_there


def all_ports_preexisting(_preexisting):
    def every_port(self, instance):
        return [vif["id"] for vif in instance.get_network_info()]

    return every_port


def disabled_is_down(service_is_up):
    def service_is_up_and_enabled(self, member):
        return not member.get("disabled") and service_is_up(self, member)

    return service_is_up_and_enabled


API, COMPUTE = "nova-api-os-compute", "nova-compute"
CONTROL_PLANE = (API, "nova-conductor", "nova-scheduler")
HEAL = "ResourceTracker._remove_deleted_instances_allocations"

# By the names that these defects have on the embedded cloud.
DEFECTS = {
    "bug-1679750": Defect((API,), "nova.compute.api", "API._local_delete", without_freeing),
    "bug-1707071": Defect((COMPUTE,), "nova.compute.resource_tracker", HEAL, without_healing),
    "fault-disabled-is-down": Defect(
        CONTROL_PLANE, "nova.servicegroup.api", "API.service_is_up", disabled_is_down
    ),
    "fault-heal-live-servers": Defect(
        (COMPUTE,), "nova.compute.resource_tracker", HEAL, healing_live_servers
    ),
    "fault-ports-of-nova-kept": Defect(
        (API,), "nova.network.neutron", "API._get_preexisting_port_ids", all_ports_preexisting
    ),
}


class Breaker:
    """Lets one module be imported as it is, and replaces the function at once."""

    def __init__(self, name, defect):
        self._name = name
        self._defect = defect

    def find_spec(self, fullname, path, _target=None):
        if fullname != self._defect.module:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        run = spec.loader.exec_module

        def run_and_break(module):
            run(module)
            self._break(module)

        spec.loader.exec_module = run_and_break
        return spec

    def _break(self, module):
        _services, name, path, replace = self._defect
        *owners, last = path.split(".")
        try:
            owner = functools.reduce(getattr, owners, module)
            original = getattr(owner, last)
        except AttributeError as error:
            sys.exit(f"this Nova cannot be broken by {self._name}: {name}.{path} is missing ({error})")
        setattr(owner, last, functools.wraps(original)(replace(original)))
        print(f"broken on purpose by {self._name}: {name}.{path} is replaced", flush=True)


def break_service(service, name):
    """Breaks this process by the defect of that name, if the defect is one of the service."""
    defect = DEFECTS[name]
    if service in defect.services:
        sys.meta_path.insert(0, Breaker(name, defect))
