"""Reads multipart/form-data (RFC 7578), as browsers send it."""

import re


class Part:
    def __init__(self, name, filename, content):
        self.name = name
        self.filename = filename  # None for a text field
        self.content = content


def read_parts(content_type, body):
    """The parts of a body. Raises ValueError where it is no whole multipart body."""
    boundary = parameter(content_type, 'boundary')
    if not boundary:
        raise ValueError('no boundary')
    delimiter = b'\r\n--' + boundary.encode()
    # The first delimiter may stand at the very start, so it is given the line break the others have.
    preamble, *pieces = (b'\r\n' + body).split(delimiter)
    if not pieces or not pieces[-1].startswith(b'--'):
        raise ValueError('no closing boundary')
    return [read_part(piece) for piece in pieces[:-1]]


def read_part(piece):
    # What is left of the delimiter's line, the headers, an empty line, the content.
    head, empty_line, content = piece.partition(b'\r\n\r\n')
    if not empty_line:
        raise ValueError('a part without an end of its headers')
    for line in head.decode('utf-8', 'replace').split('\r\n'):
        name, _, value = line.partition(':')
        if name.strip().lower() == 'content-disposition':
            return Part(parameter(value, 'name'), parameter(value, 'filename'), content)
    raise ValueError('a part without a name')


def parameter(header, name):
    """`filename` of `form-data; name="img"; filename="头像.png"`: quoted or bare, raw UTF-8 inside."""
    found = re.search(rf';\s*{name}=(?:"([^"]*)"|([^\s;"]+))', header, re.IGNORECASE)
    if not found:
        return None
    quoted, bare = found.groups()
    # Browsers escape exactly these three characters.
    return bare if quoted is None else quoted.replace('%22', '"').replace('%0D', '\r').replace('%0A', '\n')
