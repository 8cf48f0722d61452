"""Files for web servers: the same redirects and headers in four languages, held against real servers where these are installed."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from itertools import takewhile
from pathlib import Path

import pytest
from sites import BASE, TODAY, card, site

from sitegen.build import Settings, build
from sitegen.model.gone import Forwards
from sitegen.render import servers

MOVED = Forwards(
    pages={"shield/cards/hop/": "protect/cards/hops/", "old.html": "pain/", "cards/hop/": "cards/hops/"},
    sheets={"shield/cards/hop/shield-hop.pdf": "protect/cards/hops/protect-hops.pdf"},
    folders={"shield/cards/hop/": "protect/cards/hops/", "cards/hop/": "cards/hops/"},
    trees={"shield/*": "protect/*", "closed/*": "glossary/"},
)
WANTED = {  # what is asked for, and where it leads, on a site that lives at the top
    "/shield/cards/hop/": "/protect/cards/hops/",
    "/shield/cards/hop/shield-hop.pdf": "/protect/cards/hops/protect-hops.pdf",
    "/shield/cards/hop/anything.pdf": "/protect/cards/hops/",
    "/shield/deep/est/": "/protect/deep/est/",
    "/closed/x/": "/glossary/",
    "/cards/hop/": "/cards/hops/",
    "/old.html": "/pain/",
}


def text(path: str, address: str = "https://bones.example/", forwards: Forwards = MOVED) -> str:
    return servers.content(path, address, forwards).decode()


# what the files say


def test_a_built_site_brings_them_with_what_has_moved_in_it(tmp_path: Path) -> None:
    files = {"content/redirects.yml": "old/: pain/\n", "content/cards/hops.yml": card(was=["hop"])}
    assert build(Settings(site(tmp_path, files), TODAY)).published
    for path in servers.FILES:
        told = (tmp_path / "output" / path).read_text(encoding="utf-8")
        if path != "_headers":
            assert "/protect/cards/hops/" in told and "/old/" in told, path
        if path != "_redirects":
            assert servers.POLICY in told, path


def test_a_copy_for_a_stick_has_none_of_them(tmp_path: Path) -> None:
    assert build(Settings(site(tmp_path), TODAY, disk=True)).published
    assert not [path for path in servers.FILES if (tmp_path / "output" / path).exists()]


def test_no_copy_on_a_device_holds_them(tmp_path: Path) -> None:
    assert build(Settings(site(tmp_path), TODAY)).published
    worker = (tmp_path / "output/worker.js").read_text(encoding="utf-8")
    assert not [path for path in servers.FILES if path in worker]


def test_pages_and_servers_have_one_policy(tmp_path: Path) -> None:
    assert build(Settings(site(tmp_path), TODAY)).published
    pages = [p.read_text(encoding="utf-8") for p in (tmp_path / "output").rglob("*.html")]
    assert all(f'http-equiv="Content-Security-Policy" content="{servers.POLICY}"' in page for page in pages)
    assert servers.HEADERS["Content-Security-Policy"] == f"{servers.POLICY}; frame-ancestors 'none'"


def test_what_the_site_uses_itself_is_not_turned_off() -> None:
    used = {name for name, sign in (("screen-wake-lock", "wakeLock"), ("geolocation", "geolocation"), ("camera", "getUserMedia"), ("autoplay", "AudioContext")) for script in (BASE.parents[2] / "templates/scripts").glob("*.js") if sign in script.read_text(encoding="utf-8")}
    assert used == {"screen-wake-lock", "autoplay"}
    assert not used & {part.partition("=")[0] for part in servers.HEADERS["Permissions-Policy"].split(", ")}


@pytest.mark.parametrize("path", [path for path in servers.FILES if path != "_headers"])
def test_a_site_below_a_path_has_it_in_front_of_every_address(path: str) -> None:
    told = text(path, "https://clinic.example/bones/")
    lines = [line for line in told.splitlines() if "hop" in line or "shield" in line]
    assert len(lines) >= 5
    for line in lines:
        assert not re.search(r'(?<![\w/*])\^?/(?!bones/)[a-z]+/', line), line


def test_netlify_reads_each_line_as_one_rule_and_the_first_that_fits_counts() -> None:
    rules = [line.split(" ") for line in text("_redirects").splitlines() if not line.startswith("#")]
    assert all(len(rule) == 3 and rule[0].startswith("/") and rule[1].startswith("/") and rule[2] == "301!" for rule in rules)
    assert all("*" not in old[:-1] for old, _, _ in rules)  # only at the end does it stand for anything
    for asked, wanted in WANTED.items():
        old, new, _ = next(rule for rule in rules if (asked.startswith(rule[0][:-1]) if rule[0].endswith("*") else asked == rule[0]))
        assert new.replace(":splat", asked[len(old) - 1 :]) == wanted
    head, *lines = [line for line in text("_headers").splitlines() if not line.startswith("#")]
    assert head == "/*"
    assert dict(line[2:].split(": ", 1) for line in lines) == servers.HEADERS


def test_nothing_that_has_moved_is_nothing_to_say() -> None:
    for path in servers.FILES:
        assert "301" not in text(path, forwards=Forwards()).replace("return 301 $sitegen_moved", "")


# what real servers make of them


def folder(root: Path) -> Path:
    """A few files of a site."""
    for name in ("index.html", "404.html", "protect/cards/hops/index.html", "shield/cards/hop/index.html", "manifest.webmanifest"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    for up in (root, *takewhile(lambda above: above != Path(tempfile.gettempdir()), root.parents)):  # servers run as somebody else
        up.chmod(up.stat().st_mode | 0o055)
    return root


def tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"{name} IS NOT INSTALLED: its file was only read here, not run (Debian: apt install nginx-light apache2-bin caddy)")
    return found


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def nginx(root: Path, work: Path, at: int) -> tuple[list[str], list[str]]:
    own = text("servers/nginx.conf").replace("root /var/www/html;", f"root {root};").replace("listen 80;", f"listen 127.0.0.1:{at};").replace("    listen [::]:80;\n", "")
    (work / "site.conf").write_text(own, encoding="utf-8")
    temporary = "".join(f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(f"daemon off; pid {work}/pid; error_log {work}/error.log; events {{}} http {{ types {{ text/html html; text/css css; }} access_log off; {temporary} include {work}/site.conf; }}", encoding="utf-8")
    command = [tool("nginx"), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    return [*command, "-t"], command


def apache(root: Path, work: Path, at: int) -> tuple[list[str], list[str]]:
    (root / ".htaccess").write_text(text("servers/apache.htaccess"), encoding="utf-8")
    modules = next((m for m in (Path("/usr/lib/apache2/modules"), Path("/usr/lib/httpd/modules")) if m.is_dir()), Path())
    loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "alias", "headers", "mime", "dir"))
    (work / "types").write_text("text/html html\n", encoding="utf-8")
    own = f'{loads}ServerRoot {work}\nPidFile {work}/pid\nErrorLog {work}/error.log\nListen 127.0.0.1:{at}\nServerName localhost\nTypesConfig {work}/types\nDocumentRoot {root}\nDirectoryIndex index.html\n<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n'
    (work / "httpd.conf").write_text(own, encoding="utf-8")
    command = [tool("apache2"), "-f", str(work / "httpd.conf")]
    return [*command, "-t"], [*command, "-DFOREGROUND"]


def caddy(root: Path, work: Path, at: int) -> tuple[list[str], list[str]]:
    own = "{\n\tadmin off\n\tauto_https off\n}\n" + text("servers/Caddyfile").replace("bones.example {", f"http://127.0.0.1:{at} {{").replace("root * /var/www/html", f"root * {root}")
    (work / "Caddyfile").write_text(own, encoding="utf-8")
    asked = ["--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]
    return [tool("caddy"), "validate", *asked], [tool("caddy"), "run", *asked]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *told: object) -> None:
        return None


def asked(url: str) -> tuple[int, Message]:
    try:
        with urllib.request.build_opener(_Stay).open(url, timeout=5) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers


@pytest.fixture(params=[nginx, apache, caddy], ids=lambda kind: kind.__name__)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A real server with its file of ours, and its address."""
    make: Callable[[Path, Path, int], tuple[list[str], list[str]]] = request.param
    root, work, at = folder(tmp_path / "site"), tmp_path / "work", port()
    work.mkdir()
    test, run = make(root, work, at)
    judged = subprocess.run(test, capture_output=True, text=True, check=False, env={"HOME": str(work), "PATH": "/usr/bin:/bin"})
    assert judged.returncode == 0, judged.stderr
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={"HOME": str(work), "PATH": "/usr/bin:/bin"}) as server:
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", at), 0.2).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{at}"
        finally:
            server.terminate()


def test_a_real_server_leads_every_old_address_on_and_sends_every_header(running: str) -> None:
    for old, new in WANTED.items():
        code, headers = asked(running + old)
        assert (code, headers["Location"].removeprefix(running)) == (301, new)
    for address, code in (("/protect/cards/hops/", 200), ("/nowhere/", 404)):
        found, headers = asked(running + address)
        assert found == code
        assert {name: headers[name] for name in servers.HEADERS} == servers.HEADERS
        assert headers.get_all("Content-Security-Policy") == [servers.HEADERS["Content-Security-Policy"]]
    assert asked(f"{running}/manifest.webmanifest")[1]["Content-Type"] == "application/manifest+json"
