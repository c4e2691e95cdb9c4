"""A correct backend for the document in which every decision is a method of its own.

It shares no line with the reference server, nor with examples/backend-python, and speaks HTTP over a bare socket, so
that a fault can sit anywhere between the rule and the wire. Each fault (faults.py) and each allowed peculiarity
(variants.py) is a small class that overrides one or two of these methods.
"""

import hashlib
import json
import secrets
import socketserver
import threading
import time
from urllib.parse import parse_qsl, unquote_plus, urlsplit

REASONS = {200: 'OK', 100: 'Continue', 404: 'Not Found', 413: 'Content Too Large'}


class Hangup(Exception):
    """Ends the connection without a reply."""


class Session:
    def __init__(self):
        self.phone = None
        self.code = None
        self.wrong = 0
        self.verified = None


class Request:
    def __init__(self, method, target, headers, body):
        self.method = method
        self.target = target
        self.path = urlsplit(target).path
        self.query = dict(parse_qsl(urlsplit(target).query, keep_blank_values=True))
        self.headers = headers
        self.body = body

    def form(self):
        if 'urlencoded' not in self.headers.get('content-type', ''):
            return {}
        pairs = (pair.partition('=') for pair in self.body.decode('utf-8', 'replace').split('&') if pair)
        return {unquote_plus(name): unquote_plus(value) for name, _, value in pairs}

    def cookies(self):
        pairs = (pair.strip().partition('=') for pair in self.headers.get('cookie', '').split(';'))
        return {name: value for name, _, value in pairs if name}

    def parts(self):
        """[(name, filename or None, content)]"""
        content_type = self.headers.get('content-type', '')
        if not content_type.startswith('multipart/form-data') or 'boundary=' not in content_type:
            return None
        boundary = content_type.split('boundary=')[1].split(';')[0].strip().strip('"').encode()
        chunks = (b'\r\n' + self.body).split(b'\r\n--' + boundary)
        if len(chunks) < 2:
            return None
        found = []
        for chunk in chunks[1:-1]:
            head, _, content = chunk.partition(b'\r\n\r\n')
            head = head.decode('utf-8', 'replace')
            name = head.split(' name="')[1].split('"')[0]
            filename = head.split('filename="')[1].split('"')[0] if 'filename="' in head else None
            found.append((name, filename, content))
        return found


class Backend:
    wrong_allowed = 5

    def __init__(self):
        self.lock = threading.RLock()
        self.sessions = {}
        self.people = {}
        self.requests = 0

    # The five operations

    def send_code(self, session, fields):
        phone = self.phone_of(fields)
        if not phone:
            return '0002', None
        if self.is_registered(phone):
            return '0001', None
        if not self.may_send(session, phone):
            return '0002', None
        session.phone = phone
        session.code = self.new_code(session)
        session.wrong = 0
        session.verified = self.after_send(session)
        return '0000', session.code

    def verify_code(self, session, fields):
        code, right = fields.get('code'), fields.get('code_v')
        if self.is_locked(session):
            return '0005', None
        if not code or not right or not self.is_right(session, code, right):
            self.count_wrong(session)
            return self.wrong_code(session), None
        session.verified = session.phone
        self.after_right(session)
        return '0000', None

    def upload(self, session, parts):
        image = self.image_of(parts)
        if image is None:
            return self.no_image()
        filename, content = image
        return self.keep_image(session, filename, content)

    def complete(self, session, fields):
        phone = self.whose(session)
        if not phone or not self.accepts(fields):
            return '0006', None
        with self.lock:
            if phone in self.people and not self.may_overwrite(phone):
                return '0006', None
            self.register(phone, fields)
        return '0000', None

    def log_in(self, fields):
        phone, password = fields.get('userId', ''), fields.get('password', '')
        person = self.person(phone)
        if person is None:
            return '0007', None
        if not self.is_password(person, password):
            return '0008', None
        return '0000', self.token(phone, password)

    # Their decisions

    def phone_of(self, fields):
        phone = fields.get('userId', '')
        return phone if len(phone) == 11 and phone.isdigit() else None

    def is_registered(self, phone):
        return phone in self.people

    def may_send(self, session, phone):
        return True

    def new_code(self, session):
        return f'{secrets.randbelow(10000):04}'

    def after_send(self, session):
        return None

    def is_locked(self, session):
        return session.wrong >= self.wrong_allowed

    def is_right(self, session, code, right):
        return code == session.code

    def count_wrong(self, session):
        session.wrong += 1

    def wrong_code(self, session):
        return '0004'

    def after_right(self, session):
        pass

    def image_of(self, parts):
        return next(((name, content) for field, name, content in parts or [] if field == 'img' and name), None)

    def no_image(self):
        return '0000', None

    def keep_image(self, session, filename, content):
        return '0000', self.path_of(filename)

    def path_of(self, filename):
        name = filename.replace('\\', '/').split('/')[-1].replace('..', '.')
        return f'/var/uploads/{secrets.token_hex(8)}-{name}'

    def whose(self, session):
        return session.verified

    def accepts(self, fields):
        return fields.get('register') == '1' and self.good_password(fields.get('password', ''))

    def good_password(self, password):
        letters = any(c.isascii() and c.isalpha() for c in password)
        return len(password) >= 8 and letters and any(c in '0123456789' for c in password)

    def may_overwrite(self, phone):
        return False

    def register(self, phone, fields):
        self.people[phone] = self.kept(fields.get('password', ''))

    def kept(self, password):
        return hashlib.sha256(password.encode()).hexdigest()

    def person(self, phone):
        return self.people.get(phone)

    def is_password(self, person, password):
        return self.kept(password) == person

    def token(self, phone, password):
        return secrets.token_urlsafe(24)

    # From a request to an operation

    def operation(self, request):
        if request.path == '/register' and request.method == 'GET':
            return 'sendCode'
        if request.path == '/register' and request.method == 'POST':
            fields = self.fields(request)
            return 'completeRegistration' if 'register' in fields or 'password' in fields else 'verifyCode'
        if request.path == '/upload' and request.method == 'POST':
            return 'uploadAvatar'
        if request.path == '/log' and request.method == 'POST':
            return 'login'
        return None

    def fields(self, request):
        return request.form()

    def run(self, operation, session, request):
        if operation == 'sendCode':
            return self.send_code(session, request.query)
        if operation == 'verifyCode':
            return self.verify_code(session, self.fields(request))
        if operation == 'uploadAvatar':
            return self.upload(session, request.parts())
        if operation == 'completeRegistration':
            return self.complete(session, self.fields(request))
        return self.log_in(self.fields(request))

    def session(self, request):
        """The session, and the Set-Cookie headers that go with the reply."""
        key = request.cookies().get('sid')
        with self.lock:
            if key in self.sessions:
                return self.sessions[key], []
            key = secrets.token_hex(16)
            self.sessions[key] = Session()
            return self.sessions[key], [('Set-Cookie', f'sid={key}; Path=/; HttpOnly')]

    # From an answer to the wire

    def handle(self, request):
        """(status, headers, body)"""
        with self.lock:
            self.requests += 1
        operation = self.operation(request)
        if operation is None:
            return 404, [('Content-Type', 'text/html')], b'<!doctype html><title>404</title><h1>Not Found</h1>'
        session, cookies = self.session(request)
        result, message = self.answer(operation, *self.run(operation, session, request))
        body = self.encode(self.envelope(operation, result, message))
        return self.status(operation, result), self.headers(operation, result) + cookies, body

    def answer(self, operation, result, message):
        return result, message

    def envelope(self, operation, result, message):
        return {'result': result, 'message': message}

    def encode(self, envelope):
        return json.dumps(envelope, ensure_ascii=False).encode()

    def status(self, operation, result):
        return 200

    def headers(self, operation, result):
        return [('Content-Type', 'application/json')]

    def write(self, send, request, status, headers, body):
        """Puts the reply on the wire; true keeps the connection."""
        send(self.head(status, [*headers, ('Content-Length', str(len(body)))]) + body)
        return request.headers.get('connection', '').lower() != 'close'

    def head(self, status, headers, version='HTTP/1.1'):
        lines = [f'{version} {status} {REASONS.get(status, "Status")}', *(f'{name}: {value}' for name, value in headers)]
        return ('\r\n'.join(lines) + '\r\n\r\n').encode('latin-1')

    def before_body(self, send, request_headers):
        if request_headers.get('expect') == '100-continue':
            send(b'HTTP/1.1 100 Continue\r\n\r\n')


class Connection(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    timeout = 30

    def handle(self):
        try:
            while self.one():
                pass
        except (Hangup, OSError, ValueError):
            pass

    def one(self):
        line = self.rfile.readline(65536).decode('latin-1').split()
        if len(line) != 3:
            return False
        headers = {}
        while (header := self.rfile.readline(65536).decode('utf-8', 'replace').strip()):
            name, _, value = header.partition(':')
            headers[name.lower()] = value.strip()
        backend = self.server.backend
        backend.before_body(self.wfile.write, headers)
        request = Request(line[0], line[1], headers, self.body(headers))
        return backend.write(self.wfile.write, request, *backend.handle(request))

    def body(self, headers):
        if headers.get('transfer-encoding') != 'chunked':
            return self.rfile.read(int(headers.get('content-length', 0)))
        body = b''
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, backend, port=0):
        super().__init__(('127.0.0.1', port), Connection)
        self.backend = backend
