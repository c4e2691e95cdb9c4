"""Serves the correct backend on loopback, with some classes of faults.py and variants.py in front of it.

    python3 serve.py [--port N] [--fault NAME] [--variant NAME]...      prints its URL
    python3 serve.py --list                                             prints what there is, as JSON
    python3 serve.py --all [--pairs N --seed N]                         serves each by itself, and pairs of variants;
                                                                        prints names and URLs as JSON
"""

import argparse
import json
import random
import threading

from backend import Backend, Server
from faults import ADVICE, MUST, SHOULD
from variants import VARIANTS

FAULTS = {**MUST, **SHOULD, **ADVICE}


def served(classes, port=0):
    server = Server(type('Served', (*classes, Backend), {})(), port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_address[1]}'


def entries():
    for level, table in (('must', MUST), ('should', SHOULD), ('advice', ADVICE)):
        for name, fault in table.items():
            yield {'kind': 'fault', 'name': name, 'level': level, 'says': fault.__doc__}, (fault,)
    for name, variant in VARIANTS.items():
        yield {'kind': 'variant', 'name': name, 'flags': variant.flags, 'says': variant.__doc__}, (variant,)


# Pairs of peculiarities that together are a fault, such as an upload that needs a session which no cookie reaches.
CONFLICTS = [
    {'NewCookieEachTime', 'CookiePathRegister'},
    {'SessionInCookie', 'SmsOnlyDeclared'},
    {'UploadNeedsSession', 'CookiePathRegister'},
    {'UploadNeedsSession', 'LinkedByUserId'},
]


def pairs(count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        chosen = draw.sample(sorted(VARIANTS), 2)
        while set(chosen) in CONFLICTS:
            chosen = draw.sample(sorted(VARIANTS), 2)
        classes = [VARIANTS[name] for name in chosen]
        flags = [flag for each in classes for flag in each.flags]
        yield {'kind': 'pair', 'name': '+'.join(chosen), 'flags': flags, 'says': ' '.join(each.__doc__ for each in classes)}, classes


if __name__ == '__main__':
    arguments = argparse.ArgumentParser()
    arguments.add_argument('--port', type=int, default=0)
    arguments.add_argument('--fault', choices=FAULTS)
    arguments.add_argument('--variant', choices=VARIANTS, action='append', default=[])
    arguments.add_argument('--list', action='store_true')
    arguments.add_argument('--all', action='store_true')
    arguments.add_argument('--pairs', type=int, default=0)
    arguments.add_argument('--seed', type=int, default=1)
    given = arguments.parse_args()
    if given.list:
        print(json.dumps([entry for entry, _ in entries()], ensure_ascii=False, indent=1))
    elif given.all:
        wanted = [*entries(), *pairs(given.pairs, given.seed)]
        print(json.dumps([{**entry, 'url': served(classes)} for entry, classes in wanted], ensure_ascii=False), flush=True)
        threading.Event().wait()
    else:
        classes = [VARIANTS[name] for name in given.variant]
        print(served([FAULTS[given.fault], *classes] if given.fault else classes, given.port), flush=True)
        threading.Event().wait()
