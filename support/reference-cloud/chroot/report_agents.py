"""Reports a living Open vSwitch agent for each host: report_agents.py HOST [HOST ...] -- OPTION [OPTION ...]

The mechanism driver binds a port only where an agent has reported itself. This sends the first report that such
an agent sends (neutron/agent/rpc.py), over RPC, to neutron-server; the options are Neutron's, like --config-file.
"""

import os
import sys

from neutron.agent import rpc
from neutron.common import config
from neutron.conf.agent import common as agent_options
from neutron_lib import constants
from neutron_lib import context
from neutron_lib.agent import topics
from oslo_config import cfg


def report_of(host):
    return {
        "binary": "neutron-openvswitch-agent",
        "agent_type": constants.AGENT_TYPE_OVS,
        "host": host,
        "topic": "N/A",
        "start_flag": True,
        "configurations": {
            "bridge_mappings": {},
            "tunnel_types": [],
            "tunneling_ip": "127.0.0.1",
            "l2_population": False,
            "datapath_type": "system",
            "ovs_capabilities": {"datapath_types": ["system"], "iface_types": []},
        },
    }


def main():
    separator = sys.argv.index("--")
    hosts, options = sys.argv[1:separator], sys.argv[separator + 1 :]
    config.register_common_config_options()
    agent_options.register_agent_state_opts_helper(cfg.CONF)
    config.init(options)
    plugin = rpc.PluginReportStateAPI(topics.REPORTS)
    for host in hosts:
        plugin.report_state(context.get_admin_context_without_session(), report_of(host), use_call=True)
    # Each report was answered; an orderly end would wait ten seconds for connections that nobody uses.
    os._exit(0)


main()
