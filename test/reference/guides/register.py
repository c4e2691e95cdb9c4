import json, sys, urllib.parse, urllib.request
from http.cookiejar import CookieJar

base, user_id = sys.argv[1], sys.argv[2]
# sendCode sets a session cookie. A client that keeps cookies keeps the steps of one person together.
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

def call(path, fields=None):
    body = urllib.parse.urlencode(fields).encode() if fields else None
    with opener.open(base + path, body) as reply:
        return json.load(reply)

code = call("/register?userId=" + user_id)["message"]
print("verifyCode", call("/register", {"code_v": code, "code": code})["result"])
print("completeRegistration", call("/register", {"register": "1", "password": "abcd1234"})["result"])
print("login", call("/log", {"userId": user_id, "password": "abcd1234"})["result"])
