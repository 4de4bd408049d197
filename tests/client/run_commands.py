"""Runs commands of Debian's openstack client, each in a process of its own as `openstack WORDS` would, without loading Python for each.

Reads a JSON object {"words": [...], "env": {...}} from each line of its standard input, and answers each with a line {"code", "out", "err"}.
"""

import json
import os
import sys
import tempfile

from openstackclient import shell


def run_as_process(words, env, out, err):
    """Never returns."""
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    os.environ.update(env)
    code = 70
    try:
        code = shell.main(words)
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


def run(words, env):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            run_as_process(words, env, out, err)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "out": out.read().decode(), "err": err.read().decode()}


def load_commands():
    """Looks up and imports every command once, without signing in: what the processes of all commands then have already."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        shell.main(["--help"])
    except SystemExit:
        pass
    sys.stdout.flush()
    os.dup2(out, 1)


sys.argv[0] = "openstack"
load_commands()
for line in sys.stdin:
    order = json.loads(line)
    print(json.dumps(run(order["words"], order["env"])), flush=True)
