"""Correct backends with a peculiarity that the document allows, so nothing may be blamed on them."""

import base64
import gzip
import json
import secrets
import threading
import time
import zlib

from backend import Hangup, Session

VARIANTS = {}


def variant(peculiar):
    VARIANTS[peculiar.__name__] = peculiar
    peculiar.flags = getattr(peculiar, 'flags', [])
    return peculiar


@variant
class CodeTrimmed:
    """Spaces around the code are ignored."""

    def is_right(self, session, code, right):
        return super().is_right(session, code.strip(), right)


# The envelope


@variant
class MessageAbsent:
    """message is absent instead of null."""

    def envelope(self, operation, result, message):
        return {'result': result} if message is None else super().envelope(operation, result, message)


@variant
class MesOnFailure:
    """A failure of sendCode spells message as mes, as the document's example does."""

    def envelope(self, operation, result, message):
        found = super().envelope(operation, result, message)
        if operation == 'sendCode' and result != '0000':
            found['mes'] = found.pop('message', None)
        return found


@variant
class ExtraMembers:
    """Replies have members that the document does not name, some of them nested."""

    def envelope(self, operation, result, message):
        more = {'requestId': secrets.token_hex(8), 'time': time.time(), 'data': {'code': 1, 'list': [None, {}]}, '消息': '好'}
        return {**more, **super().envelope(operation, result, message)}


@variant
class DangerousMembers:
    """Replies have members whose names mean something to JavaScript."""

    def envelope(self, operation, result, message):
        return {'__proto__': {'result': '9999'}, 'toString': 1, 'constructor': None, **super().envelope(operation, result, message)}


@variant
class BothSpellings:
    """Replies have both message and mes."""

    def envelope(self, operation, result, message):
        return {**super().envelope(operation, result, message), 'mes': message}


@variant
class Escaped:
    """Every character of every string comes as a \\u escape."""

    def encode(self, envelope):
        def escaped(value):
            if isinstance(value, str):
                return '"' + ''.join(f'\\u{ord(c):04x}' if ord(c) < 65536 else c for c in value) + '"'
            return json.dumps(value)
        return ('{' + ','.join(f'{escaped(name)}:{escaped(value)}' for name, value in envelope.items()) + '}').encode()


@variant
class Pretty:
    """JSON is indented, with Windows line breaks around it."""

    def encode(self, envelope):
        return b'\r\n' + json.dumps(envelope, indent='\t', ensure_ascii=False).replace('\n', '\r\n').encode() + b'\r\n\r\n'


@variant
class MessageFirst:
    """message comes before result."""

    def envelope(self, operation, result, message):
        return dict(reversed(super().envelope(operation, result, message).items()))


@variant
class TextPlain:
    """The Content-Type of JSON is text/plain (advice)."""

    def headers(self, operation, result):
        return [('Content-Type', 'text/plain; charset=utf-8')]


@variant
class NoContentType:
    """Replies have no Content-Type (advice)."""

    def headers(self, operation, result):
        return []


@variant
class ProblemJson:
    """The Content-Type of failures is application/problem+json, of successes application/json; charset=UTF-8."""

    def headers(self, operation, result):
        return [('Content-Type', 'application/json; charset=UTF-8' if result == '0000' else 'application/problem+json')]


# Statuses


@variant
class RestStatuses:
    """Failures have REST statuses."""

    def status(self, operation, result):
        more = {'0001': 409, '0002': 400, '0004': 422, '0005': 429, '0006': 400, '0007': 404, '0008': 401}
        return more.get(result, 201 if operation in ('uploadAvatar', 'completeRegistration') else 200)


@variant
class Accepted:
    """Every reply has status 202."""

    def status(self, operation, result):
        return 202


@variant
class Teapot:
    """Every failure has status 418."""

    def status(self, operation, result):
        return 200 if result == '0000' else 418


@variant
class FrameworkRefusals:
    """A framework checks the parameters first and sends a bare 422 page."""

    def handle(self, request):
        needed = {'sendCode': ['userId'], 'verifyCode': ['code', 'code_v'], 'completeRegistration': ['password', 'register'],
                  'login': ['userId', 'password']}
        fields = request.query if request.method == 'GET' else self.fields(request)
        if any(not fields.get(name) for name in needed.get(self.operation(request), [])):
            return 422, [('Content-Type', 'application/json')], b'{"detail":[{"msg":"field required"}]}'
        return super().handle(request)


@variant
class BareBadRequest:
    """A missing parameter gets an empty 400."""

    def handle(self, request):
        needed = {'sendCode': ['userId'], 'verifyCode': ['code', 'code_v'], 'completeRegistration': ['password', 'register'],
                  'login': ['userId', 'password'], 'uploadAvatar': []}
        fields = request.query if request.method == 'GET' else self.fields(request)
        if any(not fields.get(name) for name in needed.get(self.operation(request), [])):
            return 400, [], b''
        if self.operation(request) == 'uploadAvatar' and not self.image_of(request.parts()):
            return 400, [], b''
        return super().handle(request)


@variant
class NotAllowed:
    """POST /register without code and register gets 405 with an HTML page."""

    def handle(self, request):
        if request.path == '/register' and request.method == 'POST':
            fields = self.fields(request)
            if 'code' not in fields and 'register' not in fields:
                return 405, [('Content-Type', 'text/html'), ('Allow', 'GET')], b'<h1>Method Not Allowed</h1>'
        return super().handle(request)


# HTTP


@variant
class OldHttp:
    """HTTP/1.0: the end of the connection ends the reply."""

    def write(self, send, request, status, headers, body):
        send(self.head(status, headers, 'HTTP/1.0') + body)
        return False


@variant
class ConnectionClose:
    """The connection is closed after every reply."""

    def write(self, send, request, status, headers, body):
        send(self.head(status, [*headers, ('Content-Length', str(len(body))), ('Connection', 'close')]) + body)
        return False


@variant
class Chunked:
    """Replies are sent in chunks of three bytes, with an extension and a trailer."""

    def write(self, send, request, status, headers, body):
        send(self.head(status, [*headers, ('Transfer-Encoding', 'chunked'), ('Trailer', 'X-Sum')]))
        for at in range(0, len(body), 3):
            piece = body[at:at + 3]
            send(f'{len(piece):X};a=b\r\n'.encode() + piece + b'\r\n')
        send(b'0\r\nX-Sum: 1\r\n\r\n')
        return True


@variant
class Drops:
    """Replies arrive byte by byte."""

    def write(self, send, request, status, headers, body):
        whole = self.head(status, [*headers, ('Content-Length', str(len(body)))]) + body
        for at in range(len(whole)):
            send(whole[at:at + 1])
        return True


@variant
class Gzip:
    """Replies are gzipped if the client accepts it."""

    def write(self, send, request, status, headers, body):
        if 'gzip' not in request.headers.get('accept-encoding', ''):
            return super().write(send, request, status, headers, body)
        return super().write(send, request, status, [*headers, ('Content-Encoding', 'gzip')], gzip.compress(body))


@variant
class LowerCaseHeaders:
    """Header names are in lower case."""

    def head(self, status, headers, version='HTTP/1.1'):
        return super().head(status, [(name.lower(), value) for name, value in headers], version)


@variant
class UpperCaseHeaders:
    """Header names are in capitals, and values have spaces around them."""

    def head(self, status, headers, version='HTTP/1.1'):
        return super().head(status, [(name.upper(), f'  {value} ') for name, value in headers], version)


@variant
class EarlyHints:
    """Interim replies come before every reply, 103 Early Hints and 102 Processing."""

    def before_body(self, send, request_headers):
        super().before_body(send, request_headers)
        send(b'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n')


@variant
class ClosesQuietly:
    """The connection is closed after every reply, and no header says so."""

    def write(self, send, request, status, headers, body):
        super().write(send, request, status, headers, body)
        return False


@variant
class ClosesAfterThree:
    """A connection serves three requests, says so, and closes."""

    def write(self, send, request, status, headers, body):
        with self.lock:
            self.served = getattr(self, 'served', 0) + 1
        last = self.served % 3 == 0
        more = [('Connection', 'close')] if last else [('Connection', 'keep-alive'), ('Keep-Alive', 'timeout=1, max=2')]
        return super().write(send, request, status, [*headers, *more], body) and not last


@variant
class OldKeepAlive:
    """HTTP/1.0 with Connection: keep-alive."""

    def head(self, status, headers, version='HTTP/1.1'):
        return super().head(status, [*headers, ('Connection', 'keep-alive')], 'HTTP/1.0')


@variant
class Deflate:
    """Replies are deflated if the client accepts it."""

    def write(self, send, request, status, headers, body):
        if 'deflate' not in request.headers.get('accept-encoding', ''):
            return super().write(send, request, status, headers, body)
        return super().write(send, request, status, [*headers, ('Content-Encoding', 'deflate')], zlib.compress(body))


@variant
class ChunkedGzip:
    """Replies are gzipped and chunked, and every chunk is flushed separately."""

    def write(self, send, request, status, headers, body):
        if 'gzip' not in request.headers.get('accept-encoding', ''):
            return super().write(send, request, status, headers, body)
        send(self.head(status, [*headers, ('Content-Encoding', 'GZIP'), ('Transfer-Encoding', 'chunked')]))
        for byte in gzip.compress(body):
            send(b'1\r\n' + bytes([byte]) + b'\r\n')
        send(b'0\r\n\r\n')
        return True


@variant
class IdentityEncoding:
    """Content-Encoding is identity."""

    def headers(self, operation, result):
        return [*super().headers(operation, result), ('Content-Encoding', 'identity')]


@variant
class FoundWithoutLocation:
    """Successes are 302 without a Location."""

    def status(self, operation, result):
        return 302 if result == '0000' else 200


@variant
class ExactContentType:
    """A form is read only if its Content-Type is exactly application/x-www-form-urlencoded."""

    def fields(self, request):
        exact = request.headers.get('content-type') == 'application/x-www-form-urlencoded'
        return super().fields(request) if exact else {}


@variant
class NoReason:
    """The status line has no reason phrase."""

    def head(self, status, headers, version='HTTP/1.1'):
        return super().head(status, headers, version).replace(b' OK\r\n', b' \r\n', 1)


@variant
class ManyHeaders:
    """Replies have the headers that proxies and frameworks add."""

    def headers(self, operation, result):
        return [*super().headers(operation, result), ('Server', 'nginx'), ('X-Powered-By', 'Express'), ('Vary', 'Origin'),
                ('Access-Control-Allow-Origin', '*'), ('Strict-Transport-Security', 'max-age=31536000'), ('ETag', 'W/"1"'),
                ('Cache-Control', 'private, no-cache'), ('Pragma', 'no-cache'), ('Expires', '0'), ('X-Long', 'x' * 4000),
                ('Refresh', '0; url=/'), ('Set-Cookie', 'lang=zh; Path=/; HttpOnly')]


@variant
class Slow:
    """Every reply takes 150 ms."""

    def handle(self, request):
        time.sleep(0.15)
        return super().handle(request)


@variant
class Jitter:
    """Replies take between 0 and 200 ms."""

    def handle(self, request):
        time.sleep(secrets.randbelow(200) / 1000)
        return super().handle(request)


@variant
class OneRequestAtATime:
    """Requests are served one after another."""

    def handle(self, request):
        with self.lock:
            time.sleep(0.005)
            return super().handle(request)


@variant
class SlashBothWays:
    """/register/ and /register are the same."""

    def handle(self, request):
        request.path = request.path.rstrip('/')
        return super().handle(request)


# Sessions


@variant
class NewCookieEachTime:
    """The session id changes with every reply."""

    def session(self, request):
        session, _ = super().session(request)
        key = secrets.token_hex(16)
        with self.lock:
            self.sessions = {**{k: s for k, s in self.sessions.items() if s is not session}, key: session}
        return session, [('Set-Cookie', f'sid={key}; Path=/; HttpOnly')]


@variant
class SessionInCookie:
    """The cookie holds the session's data and is set anew with every reply."""

    def handle(self, request):
        try:
            data = json.loads(base64.urlsafe_b64decode(request.cookies()['data']))
        except (KeyError, ValueError):
            data = {'phone': None, 'code': None, 'wrong': 0, 'verified': None}
        request.state = Session()
        request.state.__dict__.update(data)
        status, headers, body = super().handle(request)
        value = base64.urlsafe_b64encode(json.dumps(request.state.__dict__).encode()).decode()
        return status, [*headers, ('Set-Cookie', f'data={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1800')], body

    def session(self, request):
        return request.state, []


@variant
class CookieAttributes:
    """The cookie has every possible attribute, in unusual case and order."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, value.replace('; Path=/; HttpOnly', '; samesite=Strict;httponly; PATH=/ ; '
                          'expires=Wed, 21 Oct 2037 07:28:00 GMT; Max-Age=3600; Priority=High')) for name, value in cookies]


@variant
class CookiePathRegister:
    """The Path of the session cookie is /register."""

    def session(self, request):
        if request.path != '/register':
            return Session(), []
        session, cookies = super().session(request)
        return session, [(name, value.replace('Path=/', 'Path=/register')) for name, value in cookies]


@variant
class CookieWithoutPath:
    """The session cookie has no Path; the default for /register is /."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, value.replace('; Path=/', '')) for name, value in cookies]


@variant
class OddCookieValue:
    """The cookie's value is quoted and contains equals signs and colons."""

    def session(self, request):
        request.headers['cookie'] = request.headers.get('cookie', '').replace('"s:', '').replace('=="', '')
        session, cookies = super().session(request)
        return session, [(name, value.replace('sid=', 'sid="s:').replace('; Path', '=="; Path')) for name, value in cookies]


@variant
class OtherCookies:
    """Several cookies are set, one of them deleted at once."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [('Set-Cookie', 'old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'), *cookies,
                         ('Set-Cookie', f'csrf={secrets.token_hex(8)}; Path=/; HttpOnly')]


@variant
class LinkedByUserId:
    """The steps are linked by userId without cookies, a declared difference."""

    flags = ['--linking', 'userId']

    def session(self, request):
        phone = request.query.get('userId') if request.method == 'GET' else self.fields(request).get('userId')
        with self.lock:
            return self.sessions.setdefault(phone, Session()) if phone else Session(), []


@variant
class JsonBodies:
    """Bodies are JSON, a declared difference."""

    flags = ['--body', 'json']

    def fields(self, request):
        try:
            found = json.loads(request.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) and all(isinstance(v, str) for v in found.values()) else {}


@variant
class FormAndJsonBodies:
    """Bodies may be forms or JSON, which need not be declared."""

    def fields(self, request):
        if 'json' in request.headers.get('content-type', ''):
            return json.loads(request.body)
        return super().fields(request)


# Codes and the lock


@variant
class LockAtSecond:
    """0005 comes at the second wrong code; the correct one still works after one wrong code."""

    def is_locked(self, session):
        return session.wrong >= 2

    def wrong_code(self, session):
        return '0005' if session.wrong >= 2 else '0004'


@variant
class LockAtTwentieth:
    """0005 comes at the twentieth wrong code."""

    wrong_allowed = 19


@variant
class RightCodeOpensLock:
    """The correct code works while wrong ones get 0005."""

    def is_locked(self, session):
        return False

    def wrong_code(self, session):
        return '0005' if session.wrong > 3 else '0004'


@variant
class LockByPhone:
    """Wrong codes are counted by phone number; a new code resets the count."""

    def __init__(self):
        super().__init__()
        self.counts = {}

    def after_send(self, session):
        self.counts[session.phone] = 0
        return super().after_send(session)

    def count_wrong(self, session):
        self.counts[session.phone] = self.counts.get(session.phone, 0) + 1

    def is_locked(self, session):
        return self.counts.get(session.phone, 0) >= 4


@variant
class MalformedNotCounted:
    """A code that is not four digits does not count as a try."""

    def verify_code(self, session, fields):
        code = fields.get('code', '')
        if not (len(code) == 4 and code.isdigit()):
            return '0004', None
        return super().verify_code(session, fields)


@variant
class LockOpensByTime:
    """The lock ends after half a second."""

    def count_wrong(self, session):
        super().count_wrong(session)
        session.since = time.monotonic()

    def is_locked(self, session):
        if session.wrong >= 3 and time.monotonic() - session.since > 0.5:
            session.wrong = 0
        return session.wrong >= 3


@variant
class LockEndsSession:
    """0005 ends the session, so a new code is needed."""

    def verify_code(self, session, fields):
        answer = super().verify_code(session, fields)
        if answer[0] == '0005':
            session.code = None
            session.wrong = 0
        return answer


@variant
class LockSaidWithFourth:
    """The fourth wrong code and every later one get 0005."""

    def is_locked(self, session):
        return session.wrong >= 4

    def wrong_code(self, session):
        return '0005' if session.wrong >= 4 else '0004'


@variant
class SameCodeAgain:
    """A second code for a phone number in one session is the same as the first."""

    def new_code(self, session):
        return session.code or super().new_code(session)


@variant
class CodeWorksOnce:
    """A code works once."""

    def after_right(self, session):
        session.code = None


@variant
class SendUndoesNothing:
    """A new code does not undo a verification."""

    def after_send(self, session):
        return session.verified


@variant
class CodeVChecked:
    """code_v is compared with the sent code, too."""

    def is_right(self, session, code, right):
        return code == session.code and right == session.code


@variant
class OneSendAMinute:
    """A second code for a phone number within a minute is refused with 0002, whether or not it is registered."""

    def __init__(self):
        super().__init__()
        self.sent = {}

    def is_registered(self, phone):
        return phone not in self.sent and super().is_registered(phone)

    def may_send(self, session, phone):
        if phone in self.sent:
            return False
        self.sent[phone] = time.monotonic()
        return True


@variant
class OneSendAMinuteButRegistered:
    """A second code for a phone number within a minute is refused with 0002; a registered one still gets 0001."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def may_send(self, session, phone):
        allowed = phone not in self.asked
        self.asked.add(phone)
        return allowed


@variant
class TooManyRequests:
    """A second code for a phone number within a minute gets a bare 429."""

    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle(self, request):
        if self.operation(request) == 'sendCode' and request.query.get('userId'):
            phone = request.query['userId']
            with self.lock:
                again = phone in self.seen and phone not in self.people
                self.seen.add(phone)
            if again:
                return 429, [('Content-Type', 'text/html'), ('Retry-After', '60')], b'<h1>Too Many Requests</h1>'
        return super().handle(request)


@variant
class TenSendsInAll:
    """One address gets at most ten codes, then 0002."""

    count = 0

    def may_send(self, session, phone):
        with self.lock:
            self.count += 1
            return self.count <= 10


@variant
class TenRequestsForCodes:
    """One address gets ten replies from sendCode, then a bare 429."""

    asked_in_all = 0

    def handle(self, request):
        if self.operation(request) == 'sendCode':
            with self.lock:
                self.asked_in_all += 1
                if self.asked_in_all > 10:
                    return 429, [('Content-Type', 'text/html')], b'<h1>Too Many Requests</h1>'
        return super().handle(request)


@variant
class MobileOnly:
    """Only mainland China mobile numbers get a code."""

    def phone_of(self, fields):
        phone = super().phone_of(fields)
        return phone if phone and phone[0] == '1' and phone[1] in '3456789' else None


@variant
class SmsOnlyDeclared:
    """Codes are sent by SMS only, a declared difference; the suite reads them from an inbox route."""

    flags = ['--code-delivery', 'sms', '--code-url', '{base}/inbox?userId={userId}']

    def answer(self, operation, result, message):
        return (result, None) if operation == 'sendCode' else (result, message)

    def handle(self, request):
        if request.path == '/inbox':
            found = [s.code for s in self.sessions.values() if s.phone == request.query.get('userId')]
            return 200, [('Content-Type', 'application/json')], json.dumps({'code': found[-1] if found else None}).encode()
        return super().handle(request)


@variant
class LeadingZeros:
    """Every code begins with two zeros."""

    def new_code(self, session):
        return f'00{secrets.randbelow(100):02}'


# Step 2 and login


@variant
class OptionalEmptyRefused:
    """An empty optional field is refused."""

    def accepts(self, fields):
        return super().accepts(fields) and all(fields.get(name) != '' for name in ('gender', 'nickname', 'headImage'))


@variant
class StrictOptionals:
    """Other genders, long nicknames, emoji and paths that no upload returned are refused."""

    def __init__(self):
        super().__init__()
        self.paths = set()

    def keep_image(self, session, filename, content):
        result, path = super().keep_image(session, filename, content)
        self.paths.add(path)
        return result, path

    def accepts(self, fields):
        nickname = fields.get('nickname', '')
        return (super().accepts(fields) and fields.get('gender', '0') in ('0', '1', '') and len(nickname) <= 8
                and all(ord(c) < 65536 for c in nickname) and (fields.get('headImage') or None) in (None, *self.paths))


@variant
class AlphanumericPasswords:
    """Only passwords of 8 to 32 letters and digits are accepted."""

    def good_password(self, password):
        return super().good_password(password) and len(password) <= 32 and password.isascii() and password.isalnum()


@variant
class AnyStrongPassword:
    """Passwords of any length and with any characters are accepted."""

    def good_password(self, password):
        return len(password) >= 8 and any(c.isalpha() for c in password) and any(c.isdigit() for c in password)


@variant
class SessionEndsWithRegistration:
    """The session ends with a successful step 2."""

    def complete(self, session, fields):
        answer = super().complete(session, fields)
        if answer[0] == '0000':
            session.verified = session.code = session.phone = None
        return answer


@variant
class BadStepTwoUndoesVerification:
    """A refused step 2 requires a new verification."""

    def complete(self, session, fields):
        answer = super().complete(session, fields)
        if answer[0] != '0000':
            session.verified = None
        return answer


@variant
class Jwt:
    """Tokens are signed and 2 KiB long."""

    def token(self, phone, password):
        payload = base64.urlsafe_b64encode(json.dumps({'jti': secrets.token_hex(16), 'x': 'y' * 1400}).encode()).decode()
        return f'eyJhbGciOiJIUzI1NiJ9.{payload}.{secrets.token_urlsafe(32)}'


@variant
class BearerToken:
    """Tokens contain a space."""

    def token(self, phone, password):
        return f'Bearer {super().token(phone, password)}'


@variant
class JsonToken:
    """Tokens are JSON text."""

    def token(self, phone, password):
        return json.dumps({'id': super().token(phone, password), 'expires': 3600})


@variant
class ShortToken:
    """Tokens are eight digits."""

    def token(self, phone, password):
        return f'{secrets.randbelow(10**8):08}'


@variant
class ThreeWrongLogins:
    """After three wrong passwords the correct one gets 0008, too."""

    def __init__(self):
        super().__init__()
        self.misses = {}

    def is_password(self, person, password):
        right = self.misses.get(person, 0) < 4 and super().is_password(person, password)
        self.misses[person] = 0 if right else self.misses.get(person, 0) + 1
        return right


# Upload


@variant
class WindowsPath:
    """The path of an upload is C:\\\\…"""

    def path_of(self, filename):
        return f'C:\\头像 files\\{secrets.token_hex(8)}.png'


@variant
class UncPath:
    """The path of an upload is on a Windows share."""

    def path_of(self, filename):
        return f'\\\\files\\avatars\\{secrets.token_hex(8)}.png'


@variant
class ForwardWindowsPath:
    """The path of an upload is D:/…"""

    def path_of(self, filename):
        return f'D:/avatars/{secrets.token_hex(8)}.png'


@variant
class UrlPath:
    """The path of an upload is a URL."""

    def path_of(self, filename):
        return f'https://cdn.example.com/avatars/{secrets.token_hex(8)}.png?size=full&v=1'


@variant
class CapitalUrlPath:
    """The path of an upload is a URL in capitals, with a port."""

    def path_of(self, filename):
        return f'HTTP://FILES.EXAMPLE:8080/{secrets.token_hex(8)}'


@variant
class OtherUrlPath:
    """The path of an upload is an s3 URL."""

    def path_of(self, filename):
        return f's3://avatars/{secrets.token_hex(8)}.png'


@variant
class FileUrlPath:
    """The path of an upload is a file: URL."""

    def path_of(self, filename):
        return f'file:///var/uploads/{secrets.token_hex(8)}.png'


@variant
class LongWindowsPath:
    """The path of an upload is \\\\?\\C:\\…"""

    def path_of(self, filename):
        return f'\\\\?\\C:\\uploads\\{secrets.token_hex(8)}.png'


@variant
class RootPath:
    """The path of an upload is directly below the root, with spaces and quotes."""

    def path_of(self, filename):
        return f"/{secrets.token_hex(8)} it's \"me\".png"


@variant
class KeepsFileName:
    """The path of an upload ends in the file's own name."""

    def path_of(self, filename):
        return f'/home/用户/uploads/{secrets.token_hex(8)}/{filename.replace("/", "_").replace("..", "_")}'


@variant
class PathWithoutExtension:
    """The path of an upload is a hash without an extension."""

    def path_of(self, filename):
        return f'/srv/{secrets.token_hex(32)}'


@variant
class UploadFails0004:
    """A failed upload gets 0004, as in the document's example."""

    def no_image(self):
        return '0004', None


@variant
class UploadFails0006:
    """An upload without img is refused with 0006."""

    def no_image(self):
        return '0006', None


@variant
class DefaultAvatar:
    """An upload without img gets the path of a default avatar."""

    def no_image(self):
        return '0000', '/var/uploads/default.png'


@variant
class UploadNeedsSession:
    """Only a verified session may upload."""

    def upload(self, session, parts):
        return super().upload(session, parts) if session.verified else ('0006', None)


@variant
class ChecksImages:
    """A file is refused unless its first and last bytes, extension and Content-Type are those of a PNG or JPEG."""

    def keep_image(self, session, filename, content):
        png = content[:8] == b'\x89PNG\r\n\x1a\n' and content[-8:-4] == b'IEND' and filename.endswith('.png')
        jpeg = content[:3] == b'\xff\xd8\xff' and content[-2:] == b'\xff\xd9' and filename.endswith(('.jpg', '.jpeg'))
        return super().keep_image(session, filename, content) if png or jpeg else ('0006', None)


@variant
class OneMebibyteAtMost:
    """An upload of more than 1 MiB is refused with 0006."""

    def keep_image(self, session, filename, content):
        return ('0006', None) if len(content) > 2**20 else super().keep_image(session, filename, content)


@variant
class TooLargeStatus:
    """An upload of more than 1 MiB gets a bare 413."""

    def handle(self, request):
        if request.path == '/upload' and len(request.body) > 2**20:
            return 413, [('Content-Type', 'text/html')], b'<h1>413 Request Entity Too Large</h1>'
        return super().handle(request)


@variant
class TooLargeHangsUp:
    """The backend closes the connection while an upload of more than 1 MiB is being sent."""

    def before_body(self, send, request_headers):
        if int(request_headers.get('content-length', 0)) > 2**20:
            raise Hangup
        super().before_body(send, request_headers)


@variant
class OnePathPerSession:
    """The path of an upload contains the phone number and a counter."""

    count = 0

    def path_of(self, filename):
        with self.lock:
            self.count += 1
            return f'/var/uploads/{self.count}/{filename.split("/")[-1]}'
