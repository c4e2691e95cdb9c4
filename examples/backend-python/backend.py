"""A backend of the phone registration API, in Python's standard library alone.

    python3 backend.py --port 6543
"""

import argparse
import json
import re
import secrets
import signal
import sys
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from multipart import read_parts
from registration import SUCCESS, UNKNOWN_ERROR, Registration

LARGEST_FORM = 64 * 1024
LARGEST_UPLOAD = 8 * 1024 * 1024


class TooLarge(Exception):
    pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self):
        if self.route() != '/register':
            return self.send_error(404)
        key, session = self.session()
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        self.reply(self.server.registration.send_code(session, query), key)

    def do_POST(self):
        try:
            body = self.body(LARGEST_UPLOAD if self.route() == '/upload' else LARGEST_FORM)
        except (TooLarge, ValueError):
            self.close_connection = True  # the rest of the body is still to come
            return self.reply((UNKNOWN_ERROR, None))
        if self.route() == '/register':
            key, session = self.session()
            self.reply(self.register(session, form(body)), key)
        elif self.route() == '/upload':
            self.reply(self.upload(body))
        elif self.route() == '/log':
            self.reply(self.server.registration.log_in(form(body)))
        else:
            self.send_error(404)

    def register(self, session, fields):
        """Two operations share this path: `register` is step 2, everything else a code to be checked."""
        if 'register' in fields or 'password' in fields:
            return self.server.registration.complete(session, fields)
        return self.server.registration.verify_code(session, fields)

    def upload(self, body):
        try:
            parts = read_parts(self.headers.get('Content-Type', ''), body)
        except ValueError:
            return UNKNOWN_ERROR, None
        image = next((part for part in parts if part.name == 'img' and part.filename), None)
        if image is None:  # img is optional
            return SUCCESS, None
        path = self.server.uploads / f'{secrets.token_hex(8)}-{safe_name(image.filename)}'
        try:
            path.write_bytes(image.content)
        except OSError:
            return UNKNOWN_ERROR, None
        return SUCCESS, str(path)

    def route(self):
        return urlsplit(self.path).path

    def session(self):
        try:
            cookie = SimpleCookie(self.headers.get('Cookie', '')).get('session')
        except CookieError:
            cookie = None
        return self.server.registration.session(cookie and cookie.value)

    def body(self, largest):
        if self.headers.get('Transfer-Encoding', '').lower() == 'chunked':
            return self.chunks(largest)
        length = int(self.headers.get('Content-Length', 0))
        if length > largest:
            raise TooLarge
        body = self.rfile.read(max(length, 0))
        if len(body) != length:
            raise ValueError('a body that breaks off')
        return body

    def chunks(self, largest):
        body = b''
        while size := int(self.rfile.readline(20).split(b';')[0], 16):
            if len(body) + size > largest:
                raise TooLarge
            body += self.rfile.read(size)
            self.rfile.readline(3)
        while self.rfile.readline(1024).strip():
            pass  # trailers
        return body

    def reply(self, answer, session_key=None):
        result, message = answer
        body = json.dumps({'result': result, 'message': message}, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Cache-Control', 'no-store')
        if session_key:
            self.send_header('Set-Cookie', f'session={session_key}; Path=/; HttpOnly; SameSite=Lax')
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code='-', size='-'):
        pass  # a request line holds a phone number


class Server(ThreadingHTTPServer):
    request_queue_size = 128

    def __init__(self, port, uploads, handler=Handler):
        super().__init__(('127.0.0.1', port), handler)
        self.registration = Registration()
        self.uploads = Path(uploads).resolve()
        self.uploads.mkdir(parents=True, exist_ok=True)


def form(body):
    """The fields of an urlencoded body."""
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:
        return {}


def safe_name(filename):
    """The last step of a path, whatever system it came from, without anything a file system minds."""
    name = re.split(r'[/\\]', filename)[-1]
    return re.sub(r'\.{2,}', '.', re.sub(r'[^\w.-]', '_', name))[-50:]


def start(server):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f'http://127.0.0.1:{server.server_port}', flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    arguments = argparse.ArgumentParser(description='A backend of the phone registration API.')
    arguments.add_argument('--port', type=int, default=6543, help='0 takes a free one (default 6543)')
    arguments.add_argument('--uploads', default=Path(__file__).parent / 'uploads', help='the folder avatars are kept in')
    given = arguments.parse_args()
    start(Server(given.port, given.uploads))
