"""Waits until somebody consumes an RPC queue: wait_for_consumer.py QUEUE SECONDS

A nova-compute that starts before nova-conductor listens loses ten seconds over its first call.
The account is read from nova.conf, so that no password is among the arguments. Exits 1 when the time is over.
"""

import configparser
import sys
import time
import urllib.parse

import amqp

NOVA_CONFIGURATION = "/srv/local-delete/etc/nova.conf"
POLL = 0.1


def has_consumer(account, queue):
    try:
        with amqp.Connection(
            f"{account.hostname}:{account.port}", account.username, account.password
        ) as connection:
            return connection.channel().queue_declare(queue, passive=True).consumer_count > 0
    except (OSError, amqp.AMQPError):
        return False


def main():
    queue, seconds = sys.argv[1], float(sys.argv[2])
    configuration = configparser.RawConfigParser(strict=False)
    configuration.read(NOVA_CONFIGURATION)
    account = urllib.parse.urlsplit(configuration["DEFAULT"]["transport_url"])
    deadline = time.monotonic() + seconds
    while not has_consumer(account, queue):
        if time.monotonic() > deadline:
            sys.exit(f"nobody consumes the queue {queue} after {seconds:g} s")
        time.sleep(POLL)


main()
