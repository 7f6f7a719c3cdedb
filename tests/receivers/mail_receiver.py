"""A mail server for tests, on Debian's python3-aiosmtpd: demands STARTTLS and a login, writes every message down.

    mail_receiver.py CERTIFICATE.pem KEY.pem USER PASSWORD DIRECTORY

Prints `listening on smtp://127.0.0.1:PORT`. Message n becomes DIRECTORY/n.json: {"from", "to", "headers", "text", "html",
"attachment"}, decoded by Python's own mail parser. Recipients that begin with "refused" are refused.
"""
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, user, password, directory = sys.argv[1:6]


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        attachment = next(message.iter_attachments(), None)
        html = message.get_body(("html",))
        written = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "html": html.get_content() if html else "",
            "attachment": attachment.get_content() if attachment else "",
            "attachmentName": attachment.get_filename() if attachment else "",
        }
        Handler.count += 1
        path = os.path.join(directory, f"{Handler.count}.json")
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(written, file)
        os.rename(path + ".part", path)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == user.encode() and data.password == password.encode()
    return AuthResult(success=good)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)


async def main():
    def protocol():
        return SMTP(Handler(), hostname="127.0.0.1", tls_context=context, require_starttls=True,
                    authenticator=authenticate, auth_required=True)

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    print(f"listening on smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


asyncio.run(main())
