"""What the backend knows and decides: codes, sessions, people. No HTTP here.

Every operation answers with a pair `(result, message)`, the two members of a reply of the document.
"""

import hashlib
import hmac
import re
import secrets
import threading
import time

SUCCESS = '0000'
ALREADY_REGISTERED = '0001'
OTHER_ERROR = '0002'
WRONG_CODE = '0004'
TOO_MANY_WRONG_CODES = '0005'
UNKNOWN_ERROR = '0006'
NO_SUCH_USER = '0007'
WRONG_PASSWORD = '0008'

MOBILE = re.compile(r'1[3-9][0-9]{9}', re.ASCII)
WRONG_CODES_ALLOWED = 5
SESSION_SECONDS = 30 * 60


class Session:
    """What links the steps of one person: the phone a code was sent to, and whether it was typed in right."""

    def __init__(self):
        self.phone = None
        self.code = None
        self.wrong_codes = 0
        self.verified = False
        self.expires = time.monotonic() + SESSION_SECONDS


class Registration:
    def __init__(self):
        self._lock = threading.Lock()
        self._sessions = {}
        self._people = {}

    def session(self, key):
        """The session of this key if it still lives, else a new one; and the key it goes by."""
        now = time.monotonic()
        with self._lock:
            known = self._sessions.get(key)
            if known and known.expires > now:
                return key, known
            for old in [each for each, session in self._sessions.items() if session.expires <= now]:
                del self._sessions[old]
            key = secrets.token_urlsafe(24)
            self._sessions[key] = Session()
            return key, self._sessions[key]

    def send_code(self, session, fields):
        phone = fields.get('userId', '')
        if not MOBILE.fullmatch(phone):
            return OTHER_ERROR, None
        with self._lock:
            if phone in self._people:
                return ALREADY_REGISTERED, None
            session.phone = phone
            session.code = f'{secrets.randbelow(10000):04}'
            session.wrong_codes = 0
            session.verified = False
            # A real backend hands the code to its SMS provider here.
            return SUCCESS, session.code

    def verify_code(self, session, fields):
        with self._lock:
            if session.wrong_codes >= WRONG_CODES_ALLOWED:
                return TOO_MANY_WRONG_CODES, None
            # The document lets the caller name the right code too; what counts is the code that was sent.
            if session.code is None or not fields.get('code') == fields.get('code_v') == session.code:
                session.wrong_codes += 1
                return WRONG_CODE, None
            session.verified = True
            return SUCCESS, None

    def complete(self, session, fields):
        password = fields.get('password', '')
        if fields.get('register') != '1' or not session.verified or not good_password(password):
            return UNKNOWN_ERROR, None
        person = {
            'password': hash_password(password),
            'nickname': fields.get('nickname') or None,
            'gender': fields.get('gender') or None,
            'head_image': fields.get('headImage') or None,
        }
        with self._lock:
            # Hashing takes a while: only now is it certain who came first.
            if session.phone in self._people:
                return UNKNOWN_ERROR, None
            self._people[session.phone] = person
        return SUCCESS, None

    def log_in(self, fields):
        with self._lock:
            person = self._people.get(fields.get('userId', ''))
        if person is None:
            return NO_SUCH_USER, None
        if not same_password(fields.get('password', ''), person['password']):
            return WRONG_PASSWORD, None
        return SUCCESS, secrets.token_urlsafe(32)


def good_password(password):
    """At least 8 characters, letters and digits both (the document, 注册step2)."""
    return len(password) >= 8 and re.search('[A-Za-z]', password) and re.search('[0-9]', password)


def hash_password(password):
    salt = secrets.token_bytes(16)
    return salt, scrypt(password, salt)


def same_password(password, hashed):
    salt, digest = hashed
    return hmac.compare_digest(scrypt(password, salt), digest)


def scrypt(password, salt):
    return hashlib.scrypt(password.encode(), salt=salt, n=2**13, r=8, p=1)
