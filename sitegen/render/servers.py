"""(address of the site, where old addresses lead) → what web servers need beside the files: redirects and headers, in each one's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from ..model.gone import Forwards

# One source for the pages themselves (in a `<meta>`) and for servers. A page cannot forbid by itself to be framed.
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
_UNUSED = ("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",  # the same for browsers that do not know `frame-ancestors`
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    # No file bears a fingerprint in its name, so each is asked for again: a withdrawal must not wait for a browser's memory.
    "Cache-Control": "no-cache",
}
TYPES = {"webmanifest": "application/manifest+json", "svg": "image/svg+xml", "woff2": "font/woff2", "pdf": "application/pdf", "js": "text/javascript", "json": "application/json"}


class Rules(NamedTuple):
    """Where the site lives, and every redirect as paths on that server."""

    host: str
    prefix: str  # `/` or `/bones/`
    exact: Mapping[str, str]
    folders: Mapping[str, str]  # what stands beside an old page → that page's new place
    moved: Mapping[str, str]  # a whole folder → another, or one page


def rules(address: str, forwards: Forwards) -> Rules:
    """The redirects as they look from outside."""
    parts = urlsplit(address)
    top = parts.path or "/"

    def seen(paths: Mapping[str, str]) -> dict[str, str]:
        return {top + old: top + new for old, new in sorted(paths.items())}

    folders = {top + old: top + new for old, new in forwards.folders.items()}  # in their order
    return Rules(parts.netloc, top, seen({**forwards.pages, **forwards.sheets}), folders, seen(forwards.trees))


def netlify_redirects(found: Rules) -> str:
    """`_redirects`: the first line that fits counts; `!` goes before the file that stands there."""
    lines = [f"{old} {new} 301!" for old, new in found.exact.items()]
    lines += [f"{old}* {new} 301!" for old, new in found.folders.items()]
    lines += [f"{old} {new.removesuffix('*') + ':splat' if new.endswith('*') else new} 301!" for old, new in _deepest(found)]
    return "".join(f"{line}\n" for line in ["# Old addresses and where they lead, for Netlify and whoever reads the same file. Written by sitegen.", *lines])


def netlify_headers(found: Rules) -> str:
    """`_headers`: all of them for all files."""
    lines = ["# For Netlify and whoever reads the same file. Written by sitegen.", f"{found.prefix}*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    return "".join(f"{line}\n" for line in lines)


def nginx(found: Rules) -> str:
    """A server for nginx, to be included where `http` is: in conf.d, say."""
    exact = [f'    "{old}" "{new}";' for old, new in found.exact.items()]
    patterns = [f'    "~^{_literal(old)}" "{new}";' for old, new in found.folders.items()]
    patterns += [f'    "~^{_literal(old[:-1])}(?<rest>.*)$" "{new[:-1] + "$rest" if new.endswith("*") else new}";' for old, new in _deepest(found)]
    return f"""\
# For nginx. Written by sitegen with each build: include it from the place of `http`, such as /etc/nginx/conf.d.
# Change `root` to where the site's files are{_below(found)}, and add your certificate.

map_hash_bucket_size 512;
map_hash_max_size 16384;

map $uri $sitegen_moved {{
    default "";
{_lines(exact + patterns)}}}

server {{
    listen 80;
    listen [::]:80;
    server_name {found.host};
    root /var/www/html;
    index index.html;
    charset utf-8;
    charset_types text/css text/plain text/xml text/javascript application/javascript application/json image/svg+xml;
    absolute_redirect off;
    error_page 404 {found.prefix}404.html;

{_lines(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())}
    if ($sitegen_moved) {{
        return 301 $sitegen_moved;
    }}

    location ~ \\.webmanifest$ {{
        types {{ }}
        default_type application/manifest+json;
    }}
}}
"""


def caddy(found: Rules) -> str:
    """A site for Caddy; in `route` directives keep the order in which they are written."""
    lines = [f"\t\tredir {old} {new} 301" for old, new in found.exact.items()]
    lines += [f"\t\tredir {old}* {new} 301" for old, new in found.folders.items()]
    for number, (old, new) in enumerate(_deepest(found), 1):
        lines.append(f'\t\t@tree{number} path_regexp tree{number} "^{_literal(old[:-1])}(.*)$"')
        lines.append(f"\t\tredir @tree{number} {new[:-1] + f'{{re.tree{number}.1}}' if new.endswith('*') else new} 301")
    return f"""\
# For Caddy. Written by sitegen with each build.
# Change `root` to where the site's files are{_below(found)}.

{found.host} {{
\troot * /var/www/html
\tencode gzip
\theader {{
{_lines(f'{chr(9)}{chr(9)}{name} "{value}"' for name, value in HEADERS.items())}\t}}
\t@manifest path *.webmanifest
\theader @manifest Content-Type application/manifest+json
\troute {{
{_lines(lines)}\t\tfile_server
\t}}
\thandle_errors {{
\t\t@lost expression `{{http.error.status_code}} == 404`
\t\trewrite @lost {found.prefix}404.html
\t\tfile_server
\t}}
}}
"""


def apache(found: Rules) -> str:
    """What Apache reads from `.htaccess` at the top of the site."""
    lines = [f'RedirectMatch 301 "^{_literal(old)}$" "{new}"' for old, new in found.exact.items()]
    lines += [f'RedirectMatch 301 "^{_literal(old)}" "{new}"' for old, new in found.folders.items()]
    lines += [f'RedirectMatch 301 "^{_literal(old[:-1])}(.*)$" "{new[:-1] + "$1" if new.endswith("*") else new}"' for old, new in _deepest(found)]
    return f"""\
# For Apache. Written by sitegen with each build: copy it to the top of the site, as `.htaccess`.

ErrorDocument 404 {found.prefix}404.html
AddDefaultCharset utf-8

<IfModule mod_alias.c>
{_lines(f'    {line}' for line in lines)}</IfModule>

<IfModule mod_headers.c>
{_lines(f'    Header always set {name} "{value}"' for name, value in HEADERS.items())}</IfModule>

<IfModule mod_mime.c>
{_lines(f'    AddType {kind} .{ending}' for ending, kind in TYPES.items())}</IfModule>
"""


def _deepest(found: Rules) -> Iterator[tuple[str, str]]:
    """Whole folders that have moved, the innermost first."""
    yield from sorted(found.moved.items(), key=lambda row: (-len(row[0]), row[0]))


def _literal(path: str) -> str:
    """A path as a regular expression of any of these servers."""
    return re.sub(r"([.~+()])", lambda sign: rf"\{sign[1]}" if sign[1] != "~" else "~", path)


def _below(found: Rules) -> str:
    return f" (they are looked for below it, in `{found.prefix.strip('/')}/`)" if found.prefix != "/" else ""


def _lines(rows: list[str] | Iterator[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


FILES: Mapping[str, Callable[[Rules], str]] = {
    "_redirects": netlify_redirects,
    "_headers": netlify_headers,
    "servers/nginx.conf": nginx,
    "servers/Caddyfile": caddy,
    "servers/apache.htaccess": apache,
}


def content(path: str, address: str, forwards: Forwards) -> bytes:
    """One of these files."""
    return FILES[path](rules(address, forwards)).encode()


__all__ = ["FILES", "HEADERS", "POLICY", "content"]
