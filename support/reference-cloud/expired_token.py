"""Writes a token of a user in a project that Keystone would have issued two hours ago and that has ended one hour ago.

Keystone keeps no tokens: it reads from each by its keys whose it is and when it ends (keystone/token/token_formatters.py).
Nothing is written and nobody is asked.

    expired_token.py KEYSTONE_CONF USER_ID PROJECT_ID
"""

import base64
import datetime
import sys
import uuid

import keystone.conf
from keystone.token import token_formatters


def main(configuration, user_id, project_id):
    keystone.conf.configure()
    keystone.conf.CONF(["--config-file", configuration], project="keystone")
    ended = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    audit_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
    token = token_formatters.TokenFormatter().create_token(
        user_id,
        ended.strftime("%Y-%m-%dT%H:%M:%S.000000Z"),
        [audit_id],
        token_formatters.ProjectScopedPayload,
        methods=["password"],
        project_id=project_id,
    )
    print(token if isinstance(token, str) else token.decode())


main(*sys.argv[1:])
