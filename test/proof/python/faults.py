"""Wrong backends: each overrides one or two decisions of the correct one. The docstring states the fault in one sentence."""

import json
import re
import secrets
import threading
import time

from backend import Hangup, Session

MUST, SHOULD, ADVICE = {}, {}, {}


def kept_in(table):
    def keep(fault):
        table[fault.__name__] = fault
        return fault
    return keep


must, should, advice = kept_in(MUST), kept_in(SHOULD), kept_in(ADVICE)


# Codes


@must
class CodeComparedAsNumber:
    """The code is compared as a number, so an extra leading zero makes no difference."""

    def is_right(self, session, code, right):
        return code.isdigit() and session.code is not None and int(code) == int(session.code)


@must
class CodeComparedByPrefix:
    """Any string that begins with the correct code is accepted."""

    def is_right(self, session, code, right):
        return session.code is not None and code.startswith(session.code)


@must
class CodeIsPrefix:
    """Any prefix of the correct code is accepted."""

    def is_right(self, session, code, right):
        return session.code is not None and session.code.startswith(code)


@must
class FirstTwoDigitsDecide:
    """Only the first two digits of the code are compared."""

    def is_right(self, session, code, right):
        return session.code is not None and code[:2] == session.code[:2]


@must
class LastTwoDigitsDecide:
    """Only the last two digits of the code are compared."""

    def is_right(self, session, code, right):
        return session.code is not None and code[-2:] == session.code[-2:]


@must
class CodeContained:
    """The correct code with anything before or after it is accepted."""

    def is_right(self, session, code, right):
        return session.code is not None and session.code in code


@must
class CodeDigitsSorted:
    """The digits of the code are accepted in any order."""

    def is_right(self, session, code, right):
        return session.code is not None and sorted(code) == sorted(session.code)


@must
class EveryCodeIsRight:
    """Any four digits are accepted."""

    def is_right(self, session, code, right):
        return len(code) == 4


@must
class MasterCode:
    """0000 and 1234 are always accepted."""

    def is_right(self, session, code, right):
        return code in ('0000', '1234', session.code)


@must
class CodeOfAnotherPerson:
    """A code that was sent to anyone is accepted from everyone."""

    def is_right(self, session, code, right):
        return code in [each.code for each in self.sessions.values() if each.code]


@must
class LatestCodeForAll:
    """Only the code that was sent last, to anyone, is stored."""

    def new_code(self, session):
        self.latest = super().new_code(session)
        return self.latest

    def is_right(self, session, code, right):
        return code == self.latest


@must
class CodeNeverRight:
    """The correct code is refused."""

    def is_right(self, session, code, right):
        return False


@must
class FirstTryOnly:
    """The correct code is refused after one wrong code."""

    def count_wrong(self, session):
        super().count_wrong(session)
        session.code = None


@must
class CodeVOnly:
    """code is ignored: code_v is compared with the sent code."""

    def is_right(self, session, code, right):
        return right == session.code


@must
class EmptyCodeIsRight:
    """A missing code is accepted."""

    def verify_code(self, session, fields):
        return super().verify_code(session, {'code': session.code, **fields})


@must
class CodeOfThreeDigits:
    """Leading zeros of the code are lost."""

    def new_code(self, session):
        return str(secrets.randbelow(900) + 100)


@must
class CodeOfSixDigits:
    """The code has six digits."""

    def new_code(self, session):
        return f'{secrets.randbelow(10**6):06}'


@must
class CodeOfLetters:
    """The code contains letters."""

    def new_code(self, session):
        return 'a' + super().new_code(session)[1:]


@must
class CodeAsNumber:
    """The code is a JSON number."""

    def answer(self, operation, result, message):
        return (result, 1000 + int(message) % 9000) if operation == 'sendCode' and message else (result, message)

    def is_right(self, session, code, right):
        return code == str(1000 + int(session.code or 0) % 9000)


@must
class CodeInSentence:
    """The message of sendCode is a sentence that contains the code."""

    def answer(self, operation, result, message):
        return (result, f'您的验证码是{message}') if operation == 'sendCode' and message else (result, message)


@must
class CodeNotReturned:
    """sendCode gets 0000 without the code."""

    def answer(self, operation, result, message):
        return (result, None) if operation == 'sendCode' else (result, message)


@must
class CodeElsewhere:
    """The code comes in a member with another name."""

    def envelope(self, operation, result, message):
        if operation != 'sendCode' or not message:
            return super().envelope(operation, result, message)
        return {'result': result, 'code': message}


@must
class OtherCodeReturned:
    """The reply contains another code than the one stored."""

    def answer(self, operation, result, message):
        return (result, f'{(int(message) + 1) % 10000:04}') if operation == 'sendCode' and message else (result, message)


# The lock


@must
class NeverTooMany:
    """0005 never comes."""

    def is_locked(self, session):
        return False


@must
class TooManyAtOnce:
    """The first wrong code gets 0005."""

    def wrong_code(self, session):
        return '0005'


@must
class LockedByOne:
    """The first wrong code locks the person."""

    wrong_allowed = 1


@must
class LockForAll:
    """Wrong codes are counted across all people."""

    count = 0

    def count_wrong(self, session):
        self.count += 1

    def is_locked(self, session):
        return self.count >= self.wrong_allowed


@must
class LockLeaksToNewcomers:
    """Once one person is locked, everyone who requests a code later is locked, too."""

    locked = False

    def is_locked(self, session):
        self.locked = self.locked or super().is_locked(session)
        return self.locked


@must
class LockedAtTwentyFive:
    """0005 comes at the 26th wrong code."""

    wrong_allowed = 25


@must
class TooManyUnderAnotherCode:
    """A locked person gets 0006."""

    def answer(self, operation, result, message):
        return ('0006' if operation == 'verifyCode' and result == '0005' else result), message


# Who is registered


@must
class NeverRegistered:
    """A registered phone number gets another code."""

    def is_registered(self, phone):
        return False


@must
class RegisteredBySending:
    """A phone number is a user as soon as it requests a code: login gets 0008."""

    def person(self, phone):
        sent = any(each.phone == phone for each in self.sessions.values())
        return super().person(phone) or ('nothing' if sent else None)


@must
class RegisteredByVerifying:
    """A phone number counts as registered once it is verified."""

    def after_right(self, session):
        self.people.setdefault(session.phone, 'nothing')

    def may_overwrite(self, phone):
        return self.people[phone] == 'nothing'


@must
class SecondSendSaysRegistered:
    """A second code for a phone number is refused with 0001."""

    def is_registered(self, phone):
        return super().is_registered(phone) or any(each.phone == phone for each in self.sessions.values())


@must
class EverybodyRegistered:
    """Once anyone has registered, every phone number counts as registered."""

    def is_registered(self, phone):
        return bool(self.people)


@must
class SecondPasswordWins:
    """A second step 2 overwrites the password."""

    def may_overwrite(self, phone):
        return True


@must
class SecondPersonRefused:
    """Only one person can register."""

    def accepts(self, fields):
        return super().accepts(fields) and not self.people


@must
class NobodyIsStored:
    """Step 2 gets 0000 but stores nobody."""

    def register(self, phone, fields):
        pass


@must
class StoredWithoutNickname:
    """A person with a nickname is not stored."""

    def register(self, phone, fields):
        if 'nickname' not in fields:
            super().register(phone, fields)


@must
class LastVerifiedIsRegistered:
    """Step 2 registers the person who verified last."""

    last = None

    def after_right(self, session):
        self.last = session.phone

    def whose(self, session):
        return session.verified and self.last


@must
class LastSentIsVerified:
    """verifyCode verifies the phone number that requested a code last."""

    last = None

    def after_send(self, session):
        self.last = session.phone
        return None

    def after_right(self, session):
        session.verified = self.last


@must
class OneSessionForAll:
    """The session is a global variable."""

    def session(self, request):
        if request.path == '/register' and request.method == 'GET' or not self.sessions:
            self.sessions = {}
            session, cookies = super().session(request)
            self.only = session
            return session, cookies
        return self.only, []


@must
class SessionByAddress:
    """The session belongs to the caller's address, not to the cookie."""

    def session(self, request):
        request.headers['cookie'] = 'sid=one'
        self.sessions.setdefault('one', Session())
        return super().session(request)


@must
class NoSession:
    """Steps are not linked at all: step 2 always fails."""

    def session(self, request):
        return Session(), []


@must
class SessionLostByUpload:
    """An upload ends the session."""

    def upload(self, session, parts):
        session.verified = None
        return super().upload(session, parts)


@must
class SecureCookieOverHttp:
    """The session cookie is Secure, so it is not sent back over http."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, f'{value}; Secure') for name, value in cookies]


@must
class CookieForAnotherPath:
    """The Path of the session cookie covers no endpoint."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, value.replace('Path=/', 'Path=/user')) for name, value in cookies]


@must
class CookieExpiresAtOnce:
    """The session cookie is already expired when it is set."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, f'{value}; Max-Age=0') for name, value in cookies]


# Step 2


@must
class ShortPasswordAccepted:
    """A password of seven characters is accepted."""

    def good_password(self, password):
        return len(password) >= 7 and any(c.isalpha() for c in password) and any(c.isdigit() for c in password)


@must
class NineCharactersNeeded:
    """A password of eight characters is refused."""

    def good_password(self, password):
        return len(password) >= 9 and super().good_password(password)


@must
class DigitsSuffice:
    """A password of only digits is accepted."""

    def good_password(self, password):
        return len(password) >= 8 and any(c.isdigit() for c in password)


@must
class LettersSuffice:
    """A password of only letters is accepted."""

    def good_password(self, password):
        return len(password) >= 8 and any(c.isalpha() for c in password)


@must
class CapitalNeeded:
    """A password without a capital letter is refused."""

    def good_password(self, password):
        return super().good_password(password) and any(c.isupper() for c in password)


@must
class TwentyCharactersAtMost:
    """A password of more than twenty characters is refused."""

    def good_password(self, password):
        return super().good_password(password) and len(password) <= 20


@must
class EmptyPasswordAccepted:
    """An empty password is accepted."""

    def good_password(self, password):
        return password == '' or super().good_password(password)


@must
class PasswordCutAtEight:
    """Only the first eight characters of a password count."""

    def kept(self, password):
        return super().kept(password[:8])


@must
class PasswordCutAtSixteen:
    """Only the first sixteen characters of a password count."""

    def kept(self, password):
        return super().kept(password[:16])


@must
class PasswordCutAtThirty:
    """Only the first thirty characters of a password count."""

    def kept(self, password):
        return super().kept(password[:30])


@must
class PasswordFolded:
    """Passwords are compared without regard to case."""

    def kept(self, password):
        return super().kept(password.lower())


@must
class PasswordCapitalsFoldedAtRegistration:
    """A password is stored in lower case, so one with capitals never logs in."""

    def register(self, phone, fields):
        super().register(phone, {**fields, 'password': fields['password'].lower()})


@must
class PasswordPrefixLogsIn:
    """Any prefix of the password logs in."""

    def kept(self, password):
        return password

    def is_password(self, person, password):
        return password != '' and person.startswith(password)


@should
class PasswordTrimmed:
    """Spaces around a password are ignored, but only at login."""

    def is_password(self, person, password):
        return super().is_password(person, password.strip())


@must
class PasswordOfAnybody:
    """Any registered person's password logs in."""

    def is_password(self, person, password):
        return self.kept(password) in self.people.values()


@must
class GenderRequired:
    """Step 2 without a gender is refused."""

    def accepts(self, fields):
        return super().accepts(fields) and 'gender' in fields


@must
class HeadImageRequired:
    """Step 2 without an avatar is refused."""

    def accepts(self, fields):
        return super().accepts(fields) and 'headImage' in fields


@must
class NicknameNeedsGender:
    """A nickname without other optional fields is refused."""

    def accepts(self, fields):
        return super().accepts(fields) and ('nickname' not in fields or 'gender' in fields)


@must
class GenderZeroRefused:
    """Gender 0 is taken for no gender and refused."""

    def accepts(self, fields):
        return super().accepts(fields) and fields.get('gender') != '0'


@must
class ChineseNicknameRefused:
    """A nickname must be ASCII."""

    def accepts(self, fields):
        return super().accepts(fields) and fields.get('nickname', '').isascii()


@must
class ChineseNicknameBreaks:
    """A Chinese nickname gets a 500 page."""

    def status(self, operation, result):
        return 500 if result == 'broken' else super().status(operation, result)

    def accepts(self, fields):
        fields.get('nickname', '').encode('latin-1')
        return super().accepts(fields)

    def handle(self, request):
        try:
            return super().handle(request)
        except UnicodeEncodeError:
            return 500, [('Content-Type', 'text/html')], b'<h1>Internal Server Error</h1>'


@must
class EmojiNicknameBreaks:
    """A nickname outside the Basic Multilingual Plane gets a 500 page."""

    def handle(self, request):
        if '%F0%9F' in request.body.decode('latin-1').upper():
            return 500, [('Content-Type', 'text/html')], b'<h1>Internal Server Error</h1>'
        return super().handle(request)


@must
class OneLetterNicknameRefused:
    """A nickname of one character is refused."""

    def accepts(self, fields):
        return super().accepts(fields) and len(fields.get('nickname', 'none')) > 1


@must
class StepTwoSwallowsMissingPassword:
    """Step 2 without a password gets 0000."""

    def complete(self, session, fields):
        if 'password' not in fields:
            return '0000', None
        return super().complete(session, fields)


@must
class StepTwoIsVerify:
    """register is ignored, so step 2 is taken for verifyCode and gets 0004."""

    def operation(self, request):
        found = super().operation(request)
        return 'verifyCode' if found == 'completeRegistration' else found


@must
class StepTwoFailsAs0004:
    """An invalid password gets 0004."""

    def answer(self, operation, result, message):
        return ('0004' if operation == 'completeRegistration' and result == '0006' else result), message


# Login


@must
class AnyPasswordLogsIn:
    """The password is not checked."""

    def is_password(self, person, password):
        return True


@must
class EmptyPasswordLogsIn:
    """An empty password logs in."""

    def is_password(self, person, password):
        return password == '' or super().is_password(person, password)


@must
class MissingPasswordLogsIn:
    """A missing password logs in."""

    def log_in(self, fields):
        if 'password' not in fields and self.person(fields.get('userId', '')):
            return '0000', self.token('', '')
        return super().log_in(fields)


@must
class UnknownLogsIn:
    """A phone number that is not registered logs in."""

    def log_in(self, fields):
        result, message = super().log_in(fields)
        return ('0000', self.token('', '')) if result == '0007' else (result, message)


@must
class UnknownIsWrongPassword:
    """A phone number that is not registered gets 0008."""

    def answer(self, operation, result, message):
        return ('0008' if result == '0007' else result), message


@must
class WrongPasswordIsUnknown:
    """A wrong password gets 0007."""

    def answer(self, operation, result, message):
        return ('0007' if result == '0008' else result), message


@must
class Swapped0007And0008:
    """0007 and 0008 are swapped."""

    def answer(self, operation, result, message):
        return {'0007': '0008', '0008': '0007'}.get(result, result), message


@must
class TokenMissing:
    """Login gets 0000 without a token."""

    def token(self, phone, password):
        return None


@must
class TokenEmpty:
    """The token is an empty string."""

    def token(self, phone, password):
        return ''


@must
class TokenIsNumber:
    """The token is a number."""

    def token(self, phone, password):
        return secrets.randbelow(10**9)


@must
class TokenIsObject:
    """The token comes in an object."""

    def token(self, phone, password):
        return {'token': secrets.token_hex(8)}


@must
class TokenForFailure:
    """A wrong password gets 0008 and a token."""

    def answer(self, operation, result, message):
        return result, (self.token('', '') if result == '0008' else message)


@must
class LoginOnce:
    """A person can log in only once."""

    def log_in(self, fields):
        answer = super().log_in(fields)
        if answer[0] == '0000':
            self.people[fields['userId']] = 'gone'
        return answer


@must
class LoginFromQuery:
    """Login reads its fields only from the query."""

    def fields(self, request):
        return request.query if request.path == '/log' else super().fields(request)


@must
class LoginByGet:
    """Login answers only GET."""

    def operation(self, request):
        found = super().operation(request)
        return None if found == 'login' else found


# Upload


@must
class UploadRelative:
    """The path of an upload is relative."""

    def path_of(self, filename):
        return f'uploads/{secrets.token_hex(8)}.png'


@must
class UploadBareName:
    """The path of an upload is a bare file name."""

    def path_of(self, filename):
        return filename


@must
class UploadWithoutPath:
    """An upload gets 0000 without a path."""

    def path_of(self, filename):
        return None


@must
class UploadEmptyPath:
    """An upload gets 0000 with an empty path."""

    def path_of(self, filename):
        return ''


@must
class UploadDotSlash:
    """The path of an upload starts with ./"""

    def path_of(self, filename):
        return './' + super().path_of(filename)


@must
class UploadHome:
    """The path of an upload starts with ~/"""

    def path_of(self, filename):
        return '~/' + super().path_of(filename)


@must
class UploadBackslashRelative:
    """The path of an upload is relative, in Windows form."""

    def path_of(self, filename):
        return f'uploads\\{secrets.token_hex(8)}.png'


@must
class UploadRefusesHalfMebibyte:
    """An image of more than 512 KiB is refused."""

    def keep_image(self, session, filename, content):
        return ('0006', None) if len(content) > 512 * 1024 else super().keep_image(session, filename, content)


@must
class UploadRefusesChineseName:
    """A non-ASCII file name is refused."""

    def keep_image(self, session, filename, content):
        return super().keep_image(session, filename, content) if filename.isascii() else ('0006', None)


@must
class UploadRefusesJpeg:
    """A JPEG is refused."""

    def keep_image(self, session, filename, content):
        return ('0006', None) if content[:2] == b'\xff\xd8' else super().keep_image(session, filename, content)


@must
class UploadRefusesPng:
    """A PNG is refused."""

    def keep_image(self, session, filename, content):
        return ('0006', None) if content[1:4] == b'PNG' else super().keep_image(session, filename, content)


@must
class UploadUnderAnotherField:
    """The image is read from a field named file."""

    def image_of(self, parts):
        return next(((name, content) for field, name, content in parts or [] if field == 'file' and name), None)

    def no_image(self):
        return '0006', None


@must
class UploadAtRegister:
    """The upload is at /register/upload."""

    def operation(self, request):
        found = super().operation(request)
        return None if found == 'uploadAvatar' else found


@must
class UploadWithoutImageBreaks:
    """An upload without img gets a 500 page."""

    def handle(self, request):
        if request.path == '/upload' and not self.image_of(request.parts()):
            return 500, [('Content-Type', 'text/html')], b'<h1>Internal Server Error</h1>'
        return super().handle(request)


@must
class UploadTextImageBreaks:
    """The backend closes the connection on img as a text part."""

    def upload(self, session, parts):
        if any(field == 'img' and filename is None for field, filename, _ in parts or []):
            raise Hangup
        return super().upload(session, parts)


@must
class UploadWithoutImageUndocumented:
    """An upload without img gets 0003."""

    def no_image(self):
        return '0003', None


# The envelope


@must
class ResultIsNumber:
    """result is a number."""

    def envelope(self, operation, result, message):
        return {'result': int(result), 'message': message}


@must
class SuccessIsZero:
    """Success is "0"."""

    def answer(self, operation, result, message):
        return ('0' if result == '0000' else result), message


@must
class SuccessIsOk:
    """Login's success is "OK"."""

    def answer(self, operation, result, message):
        return ('OK' if result == '0000' and operation == 'login' else result), message


@must
class ResultUnderCode:
    """result is named code."""

    def envelope(self, operation, result, message):
        return {'code': result, 'message': message}


@must
class Wrapped:
    """The reply is wrapped in a data member."""

    def envelope(self, operation, result, message):
        return {'data': super().envelope(operation, result, message)}


@must
class InArray:
    """The reply is an array of one."""

    def envelope(self, operation, result, message):
        return [super().envelope(operation, result, message)]


@must
class JsonInJson:
    """The reply is a JSON string that contains JSON."""

    def encode(self, envelope):
        return json.dumps(json.dumps(envelope)).encode()


@must
class PythonNotation:
    """The reply is in Python's notation, with single quotes and None."""

    def encode(self, envelope):
        return repr(envelope).encode()


@must
class Utf16:
    """The reply is UTF-16."""

    def encode(self, envelope):
        return json.dumps(envelope).encode('utf-16')


@must
class Jsonp:
    """The reply is wrapped in a callback."""

    def encode(self, envelope):
        return b'callback(' + super().encode(envelope) + b')'


@must
class TrailingComma:
    """The reply has a trailing comma."""

    def encode(self, envelope):
        return super().encode(envelope)[:-1] + b',}'


@must
class EmptyLoginBody:
    """Failures of login have no body."""

    def encode(self, envelope):
        return b'' if envelope.get('result') in ('0007', '0008') else super().encode(envelope)


@must
class NoneAsText:
    """null is written as the string None."""

    def envelope(self, operation, result, message):
        return {'result': result, 'message': 'None' if message is None else message}


@must
class NullAsEmpty:
    """null is written as an empty string."""

    def envelope(self, operation, result, message):
        return {'result': result, 'message': '' if message is None else message}


@must
class VerifySaysOk:
    """A success of verifyCode has a message."""

    def answer(self, operation, result, message):
        return result, ('ok' if operation == 'verifyCode' and result == '0000' else message)


@must
class VerifyExplains:
    """Failures of verifyCode have a message."""

    def answer(self, operation, result, message):
        return result, ('验证码错误' if operation == 'verifyCode' and result in ('0004', '0005') else message)


@must
class LockExplains:
    """Only 0005 has a message."""

    def answer(self, operation, result, message):
        return result, ('次数过多' if result == '0005' else message)


@must
class StepTwoReturnsPhone:
    """A successful step 2 has a message."""

    def answer(self, operation, result, message):
        return result, ('welcome' if operation == 'completeRegistration' and result == '0000' else message)


@must
class StepTwoExplains:
    """A failed step 2 has a message."""

    def answer(self, operation, result, message):
        return result, ('bad' if operation == 'completeRegistration' and result == '0006' else message)


@must
class RegisteredExplains:
    """0001 has a message."""

    def answer(self, operation, result, message):
        return result, ('已被注册' if result == '0001' else message)


@must
class UnknownExplains:
    """0007 has a message."""

    def answer(self, operation, result, message):
        return result, ('用户不存在' if result == '0007' else message)


@must
class WrongPasswordCounts:
    """0008 has an object as message."""

    def answer(self, operation, result, message):
        return result, ({'left': 2} if result == '0008' else message)


@must
class MissingPhoneBreaks:
    """sendCode without userId gets a 500 page."""

    def handle(self, request):
        if request.method == 'GET' and 'userId' not in request.query:
            return 500, [('Content-Type', 'text/html')], b'<h1>Internal Server Error</h1>'
        return super().handle(request)


@must
class EmptyPhoneAccepted:
    """sendCode with an empty userId gets 0000."""

    def phone_of(self, fields):
        return fields['userId'] or 'nobody' if 'userId' in fields else None


@must
class MissingPhoneUndocumented:
    """sendCode without userId gets 0006."""

    def answer(self, operation, result, message):
        return ('0006' if operation == 'sendCode' and result == '0002' else result), message


@must
class LoginWithoutPhoneBreaks:
    """The backend closes the connection on login without userId."""

    def log_in(self, fields):
        if 'userId' not in fields:
            raise Hangup
        return super().log_in(fields)


@must
class LoginBadRequestUndocumented:
    """Login without a password gets 0002."""

    def log_in(self, fields):
        return super().log_in(fields) if fields.get('password') else ('0002', None)


@must
class JsonOnly:
    """Only JSON bodies are read, an undeclared difference."""

    def fields(self, request):
        try:
            found = json.loads(request.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@must
class NeedsUserIdField:
    """The steps are linked by a userId field, an undeclared difference."""

    def run(self, operation, session, request):
        if operation in ('verifyCode', 'completeRegistration'):
            phone = self.fields(request).get('userId')
            session = next((each for each in self.sessions.values() if phone and each.phone == phone),
                           Session())
        return super().run(operation, session, request)


@must
class SmsOnly:
    """The code is not in the reply, an undeclared difference, and any equal pair of codes is accepted."""

    def answer(self, operation, result, message):
        return (result, None) if operation == 'sendCode' else (result, message)

    def is_right(self, session, code, right):
        return code == right


# HTTP


@must
class OneInFiveBreaks:
    """Every fifth reply is a 502 page."""

    def handle(self, request):
        answer = super().handle(request)
        return (502, [('Content-Type', 'text/html')], b'<h1>Bad Gateway</h1>') if self.requests % 5 == 0 else answer


@must
class OneInFiveHangsUp:
    """Every fifth connection breaks without a reply."""

    def handle(self, request):
        answer = super().handle(request)
        if self.requests % 5 == 0:
            raise Hangup
        return answer


@must
class Redirects:
    """POST /register is redirected to /register/."""

    def handle(self, request):
        if request.method == 'POST' and request.path == '/register':
            return 302, [('Location', '/register/')], b''
        request.path = request.path.rstrip('/')
        return super().handle(request)


@must
class RedirectsWithEnvelope:
    """A successful login is a 303 with a valid envelope and a Location."""

    def status(self, operation, result):
        return 303 if operation == 'login' and result == '0000' else 200

    def headers(self, operation, result):
        more = [('Location', '/home')] if self.status(operation, result) == 303 else []
        return super().headers(operation, result) + more


@must
class PermanentRedirectToSlash:
    """GET /register is redirected to /register/ with 308."""

    def handle(self, request):
        if request.method == 'GET' and request.path == '/register':
            return 308, [('Location', '/register/?' + request.target.partition('?')[2])], b''
        request.path = request.path.rstrip('/')
        return super().handle(request)


@must
class BodyCutShort:
    """The reply to login breaks off in the middle."""

    def write(self, send, request, status, headers, body):
        if request.path != '/log':
            return super().write(send, request, status, headers, body)
        send(self.head(status, [*headers, ('Content-Length', str(len(body)))]) + body[: len(body) // 2])
        return False


@must
class ContentLengthTooSmall:
    """Content-Length is five bytes too short."""

    def write(self, send, request, status, headers, body):
        send(self.head(status, [*headers, ('Content-Length', str(len(body) - 5)), ('Connection', 'close')]) + body)
        return False


@must
class ContentLengthTooLarge:
    """Content-Length is five bytes too long."""

    def write(self, send, request, status, headers, body):
        send(self.head(status, [*headers, ('Content-Length', str(len(body) + 5)), ('Connection', 'close')]) + body)
        return False


@must
class ChunksWithoutEnd:
    """The last chunk never comes before the connection ends."""

    def write(self, send, request, status, headers, body):
        head = self.head(status, [*headers, ('Transfer-Encoding', 'chunked')])
        send(head + f'{len(body):x}\r\n'.encode() + body + b'\r\n')
        return False


@must
class NotReallyGzip:
    """The reply says gzip but is plain text."""

    def headers(self, operation, result):
        return [*super().headers(operation, result), ('Content-Encoding', 'gzip')]


@must
class NoContentForLogin:
    """verifyCode gets 204 without a body."""

    def write(self, send, request, status, headers, body):
        if body == b'{"result": "0000", "message": null}' and b'code_v' in request.body:
            send(self.head(204, headers))
            return True
        return super().write(send, request, status, headers, body)


@must
class SilentLogin:
    """A wrong password is never answered."""

    def log_in(self, fields):
        answer = super().log_in(fields)
        if answer[0] == '0008':
            threading.Event().wait(60)
        return answer


@must
class NeverEnds:
    """The reply to an upload is followed by endless spaces."""

    def write(self, send, request, status, headers, body):
        if request.path != '/upload':
            return super().write(send, request, status, headers, body)
        send(self.head(status, [*headers, ('Connection', 'close')]) + body)
        while True:
            send(b' ' * 10)
            time.sleep(0.1)


@must
class InterleavedPeopleMix:
    """A second person who starts before the first ends takes over the first one's session."""

    def send_code(self, session, fields):
        answer = super().send_code(session, fields)
        if answer[0] == '0000':
            for other in self.sessions.values():
                if other is not session and other.verified and other.verified not in self.people:
                    other.verified = session.phone
        return answer


@must
class OneAtATime:
    """A code for another person undoes every verification."""

    def send_code(self, session, fields):
        for other in self.sessions.values():
            if other is not session:
                other.verified = None
        return super().send_code(session, fields)


@must
class PasswordsMix:
    """The password registered last logs in as everyone."""

    def person(self, phone):
        return list(self.people.values())[-1] if phone in self.people else None


@must
class TenPeopleAtMost:
    """A third registration deletes the first person."""

    def register(self, phone, fields):
        super().register(phone, fields)
        while len(self.people) > 2:
            del self.people[next(iter(self.people))]


@must
class PhoneCutToTen:
    """Phone numbers are compared by their first ten digits."""

    def is_registered(self, phone):
        return any(each[:10] == phone[:10] for each in self.people)


@must
class PhoneIsThirtyTwoBits:
    """Phone numbers are stored in 32 bits, so every login fails."""

    def register(self, phone, fields):
        self.people[str(min(int(phone), 2**31 - 1))] = self.kept(fields['password'])


# Faults of level should


@should
class ServerErrorStatus:
    """A wrong password gets status 500 with a valid envelope."""

    def status(self, operation, result):
        return 500 if result == '0008' else 200


@should
class ByteOrderMark:
    """Replies begin with a byte order mark."""

    def encode(self, envelope):
        return b'\xef\xbb\xbf' + super().encode(envelope)


@should
class TwoMebibytes:
    """The reply to login is longer than 1 MiB."""

    def envelope(self, operation, result, message):
        more = {'padding': 'x' * 2**20} if operation == 'login' and result == '0000' else {}
        return {**super().envelope(operation, result, message), **more}


@should
class LockNeverOpens:
    """A newly sent code does not lift the lock."""

    def __init__(self):
        super().__init__()
        self.locked = set()

    def is_locked(self, session):
        if super().is_locked(session):
            self.locked.add(session.phone)
        return session.phone in self.locked


@should
class SecondStepTwoSays0000:
    """A second step 2 gets 0000, but the first password stays."""

    def complete(self, session, fields):
        answer = super().complete(session, fields)
        return ('0000', None) if session.verified in self.people else answer


@should
class EmptyPairAccepted:
    """Two empty codes are accepted as equal."""

    def verify_code(self, session, fields):
        if fields.get('code') == '' and fields.get('code_v') == '':
            return '0000', None
        return super().verify_code(session, fields)


@should
class MissingCodeVAccepted:
    """A request without code_v is accepted."""

    def verify_code(self, session, fields):
        return super().verify_code(session, {**fields, 'code_v': fields.get('code_v') or fields.get('code', '')})


@should
class RegisterNotNeeded:
    """Step 2 without register is accepted."""

    def accepts(self, fields):
        return super().accepts({**fields, 'register': '1'})


@should
class UploadFailureExplains:
    """An upload without img is refused with a message."""

    def no_image(self):
        return '0006', 'no image'


@should
class UploadOverwrites:
    """Two uploads with the same file name get the same path."""

    def path_of(self, filename):
        return f'/var/uploads/{filename}'


@should
class PasswordCutAtForty:
    """Only the first forty characters of a password count."""

    def kept(self, password):
        return super().kept(password[:40])


@should
class PasswordLosesSigns:
    """Symbols in a password are ignored."""

    def kept(self, password):
        return super().kept(re.sub(r'[^A-Za-z0-9]', '', password))


@should
class UploadRefusesTwoMebibytesBadly:
    """An image of more than 2 MiB gets a 500 page."""

    def handle(self, request):
        if request.path == '/upload' and len(request.body) > 2 * 2**20:
            return 500, [('Content-Type', 'text/html')], b'<h1>Internal Server Error</h1>'
        return super().handle(request)


# Advice: found, and never failing the run by default


@advice
class EqualPairSuffices:
    """code and code_v are compared only with each other."""

    def is_right(self, session, code, right):
        return code == right


@advice
class StepTwoWithoutCode:
    """Step 2 is accepted without a verified code."""

    def whose(self, session):
        return session.phone


@advice
class AnyPhone:
    """A userId of any form is accepted."""

    def phone_of(self, fields):
        return fields.get('userId')


@advice
class OneCodeForAll:
    """Every code is 1234."""

    def new_code(self, session):
        return '1234'


@advice
class OneTokenForAll:
    """Every token is the same."""

    def token(self, phone, password):
        return 'dG9rZW4tZm9yLWV2ZXJ5Ym9keQ'


@advice
class TokenHoldsPassword:
    """The token contains the password."""

    def token(self, phone, password):
        return f'{secrets.token_hex(4)}.{password}'


@advice
class TokenHoldsPhone:
    """The token contains the phone number."""

    def token(self, phone, password):
        return f'{phone}.{secrets.token_hex(4)}'


@advice
class PathClimbs:
    """The path keeps the .. of a file name."""

    def path_of(self, filename):
        return f'/var/uploads/{secrets.token_hex(4)}/{filename}'


@advice
class CodeCached:
    """The reply to sendCode may be cached."""

    def headers(self, operation, result):
        return [*super().headers(operation, result), ('Cache-Control', 'public, max-age=60')]


@advice
class HtmlContentType:
    """The Content-Type of JSON is text/html."""

    def headers(self, operation, result):
        return [('Content-Type', 'text/html')]


@advice
class ScriptsReadTheCookie:
    """The session cookie is not HttpOnly."""

    def session(self, request):
        session, cookies = super().session(request)
        return session, [(name, value.replace('; HttpOnly', '')) for name, value in cookies]
