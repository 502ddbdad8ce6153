"""A small SMTP server on this machine: STARTTLS, sign-in, and what letters it took."""

import base64
import shutil
import socketserver
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread

USER, PASSWORD = "upline", "a password of the mail server"


@dataclass
class Mailbox:
    """What the server took: envelopes and letters; refuse: addresses that it does not take."""

    port: int = 0
    certificate: Path = Path()
    refuse: set[str] = field(default_factory=set)
    recipients: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)


def write_certificate(folder: Path) -> tuple[Path, Path] | None:
    """Write a certificate of 127.0.0.1 and its key; None without openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(  # noqa: S603 - openssl, with our own arguments
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


@contextmanager
def served(mailbox: Mailbox, key: Path) -> Iterator[Mailbox]:
    """Serve until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(mailbox.certificate, key)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with ExitStack() as stack:
                _converse(self, mailbox, context, stack)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        mailbox.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield mailbox
        server.shutdown()
        thread.join()


def _converse(  # noqa: C901 - a case for each verb
    handler: socketserver.StreamRequestHandler, mailbox: Mailbox, context: ssl.SSLContext, stack: ExitStack
) -> None:
    connection, reader = handler.connection, handler.rfile
    encrypted = signed_in = False
    to = ""

    def say(line: str) -> None:
        connection.sendall(f"{line}\r\n".encode())

    say("220 ready")
    while line := reader.readline().decode().strip():
        verb = line.split(" ", 1)[0].upper()
        match verb:
            case "EHLO":
                offers = ["AUTH PLAIN"] if encrypted else ["STARTTLS"]
                for offer in ["127.0.0.1", *offers[:-1]]:
                    say(f"250-{offer}")
                say(f"250 {offers[-1]}")
            case "STARTTLS":
                say("220 go ahead")
                try:
                    connection = stack.enter_context(context.wrap_socket(connection, server_side=True))
                except ssl.SSLError:
                    return  # the other side does not trust it
                reader, encrypted = stack.enter_context(connection.makefile("rb")), True
            case "AUTH":
                said = base64.b64decode(line.split()[2]).split(b"\0")[1:]
                signed_in = said == [USER.encode(), PASSWORD.encode()]
                say("235 welcome" if signed_in else "535 no")
            case "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                say("550 nobody here" if to in mailbox.refuse or not signed_in else "250 ok")
            case "DATA":
                say("354 go ahead")
                body = b""
                while (part := reader.readline()) != b".\r\n":
                    body += part
                mailbox.recipients.append(to)
                mailbox.encrypted.append(encrypted)
                mailbox.letters.append(message_from_bytes(body, policy=default))
                say("250 ok")
            case "QUIT":
                say("221 bye")
                return
            case _:
                say("250 ok")
