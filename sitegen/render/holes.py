"""A template's environment → one that tells what its templates ask of a page: they may print a hole, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from functools import partial
from types import CodeType
from typing import Any, NoReturn

import jinja2
from jinja2.runtime import Context
from jinja2.utils import missing

from .environment import Asked, Environment, Template, foreign_marked, printed

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # no characters: they stand in no text


class Opaque(Exception):
    """A template wants to know more of a value than that it is there."""


def _refused(*_: Any, **__: Any) -> NoReturn:
    raise Opaque


_REFUSED: Any = _refused


class Unknown:
    """A value of which nothing may be asked: whatever is done with it raises."""

    __slots__ = ()

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _REFUSED
    __str__ = __repr__ = __format__ = __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __call__ = _REFUSED
    __getitem__ = __getattr__ = __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _REFUSED
    __int__ = __float__ = __index__ = __reversed__ = _REFUSED


class There(Unknown):
    """A value of which only this is known: there is one."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


class Hole(There):
    """A value that may be printed: a mark then stands where it will stand.

    It has no `__html__`, and turns into its mark only when Jinja prints it: what is put together from values (`"…" ~ title`)
    is text that could be measured or changed before it is printed, and the mark would not tell.
    """

    __slots__ = ("bare", "name")

    def __init__(self, name: str, bare: bool = False) -> None:
        self.name, self.bare = name, bare

    @property
    def mark(self) -> str:
        """What stands for it in the text."""
        return mark(f"{self.name}|plain" if self.bare else self.name)


class Here(Unknown):
    """The address of a page that is none of those it is compared with; they are noted."""

    __slots__ = ("others",)

    def __init__(self) -> None:
        self.others: set[str] = set()

    def __eq__(self, other: object) -> bool:
        self.others.add(_text(other))
        return False

    def __ne__(self, other: object) -> bool:
        self.others.add(_text(other))
        return True

    __hash__ = _REFUSED


def _text(value: object) -> str:
    return value if isinstance(value, str) else _refused()


def mark(name: str) -> str:
    """What stands in a text for a value or a block."""
    return f"{OPEN}{name}{CLOSE}"


class Watched(Context):
    """A context that notes which templates a page is made of, and the names that were set before each began."""

    runs: tuple[tuple[str, dict[str, Any]], ...] = ()


class _Led(Template):
    """A template that is run by a function of ours, which is given its name, its own root and the context."""

    run: Callable[[str, Callable[[Context], Iterator[str]], Context], Iterator[str]]

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """The template, as Jinja makes it, with its root led."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func = partial(cls.run, made.name or "", made.root_render_func)
        return made


def _noted(name: str, root: Callable[[Context], Iterator[str]], context: Context) -> Iterator[str]:
    if isinstance(context, Watched):
        context.runs = (*context.runs, (name, {**context.vars}))
    return root(context)


class _WatchedTemplate(_Led):
    run = staticmethod(_noted)

    def make_module(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:
        """Not `with context`: what such a module prints can be read without being printed."""
        return _refused() if vars else super().make_module(vars, shared, locals)


class Watching(Environment):
    """Templates that may print holes where text goes straight onto the page, and do nothing else with them."""

    template_class = _WatchedTemplate
    context_class = Watched  # type: ignore[assignment]

    @staticmethod
    def printed(value: Any) -> str:
        """The mark of a hole; any other value as on every page."""
        if isinstance(value, Unknown):
            return value.mark if isinstance(value, Hole) else _refused()
        return printed(value)

    @staticmethod
    def concat(texts: Iterable[str]) -> str:
        """Text that is caught (by a macro, a filter, `set`) could be asked about: no mark may be in it."""
        text = "".join(texts)
        return _refused() if OPEN in text else text


def watching(env: Environment) -> Watching:
    """The environment's like that raises Opaque wherever a page's own values matter."""
    other = env.like(Watching)
    other.finalize = _unescaped
    for table in (other.filters, other.tests):
        every: dict[str, Any] = {**table}
        table.update({name: _guarded(how) for name, how in every.items()})
    other.filters["plain"] = _plain
    return other


def _unescaped(value: Any) -> Any:
    """Where `autoescape` is off: what is filled in later would be escaped."""
    return _refused() if isinstance(value, Unknown) else foreign_marked(value)


def _plain(value: Any) -> Any:
    return Hole(value.name, True) if isinstance(value, Hole) else str(value)


def _guarded(how: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or a test that takes no unknown: many look only at what kind of value they are given, and would not raise."""

    def asked(*args: Any, **named: Any) -> Any:
        return _refused() if any(isinstance(a, Unknown) for a in (*args, *named.values())) else how(*args, **named)

    if hasattr(how, "jinja_pass_arg"):
        asked.jinja_pass_arg = how.jinja_pass_arg  # type: ignore[attr-defined]
    return asked


class Within(Asked):
    """A context of blocks that are rendered alone: what the template around them sets is beyond them."""

    beyond: frozenset[str] = frozenset()
    outermost: str | None = None  # the template that is not run: of it only the blocks
    wanted: tuple[str, ...] = ()

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name; raises Opaque for one that would be another on the whole page."""
        if key in self.beyond:
            raise Opaque
        found = self.vars.get(key, missing)
        return self.parent.get(key, missing) if found is missing else found

    def get_all(self) -> dict[str, Any]:
        """All names at once: those beyond are missing, and nobody would tell."""
        return _refused() if self.outermost else super().get_all()


def _blocks_only(name: str, root: Callable[[Context], Iterator[str]], context: Context) -> Iterator[str]:
    if isinstance(context, Within) and context.outermost == name:
        return ("".join(context.blocks[block][0](context)) for block in context.wanted)
    return root(context)


class _BlocksTemplate(_Led):
    run = staticmethod(_blocks_only)


class Blocks(Environment):
    """Templates of which only blocks are rendered, each as one text."""

    template_class = _BlocksTemplate
    context_class = Within
