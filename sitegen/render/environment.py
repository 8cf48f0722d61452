"""templates/ → a Jinja environment for one language: strict about names, escaping everything, with links that stay relative."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from datetime import date
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from ..messages import Words, weekdays
from ..model import Text
from ..problems import Place, Problem, problem
from .compiled import Compiled

try:
    from markupsafe._speedups import _escape_inner as _escaped  # `escape` without the Markup around the result
except ImportError:
    _escaped = escape


class Broken(Exception):
    """A template that could not be rendered, as a problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.problem = found


def foreign_marked(value: Any) -> Any:
    """Words in another language than the page say so, for screen readers and fonts."""
    if isinstance(value, Text) and value.language:
        return Markup('<span lang="{}" dir="auto">{}</span>').format(value.language, str(value))
    return value


def printed(value: Any) -> str:
    """What stands on the page for a value: escape(foreign_marked(value)), quicker for the three kinds that are nearly all."""
    kind = type(value)
    if kind is str or kind is Text:
        return _escaped(value)
    return value if kind is Markup else escape(foreign_marked(value))


class _Written(CodeGenerator):
    """Jinja's way to print, through `printed`: Jinja wraps each value twice more, a third of the time of a page."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


_STRINGS = (str, Text, Markup)
_E = TypeVar("_E", bound="Environment")
_SYNTAX: dict[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "extensions": ("jinja2.ext.i18n", "jinja2.ext.do"),
}
_MEMORY: dict[str, Any] = {
    "finalize": foreign_marked,
    "auto_reload": False,  # memory.py knows which were edited: a look at each file for each page would cost more
    "cache_size": -1,
}


class Template(jinja2.Template):
    """Jinja's; all templates share one table of globals, so an imported one has one module."""

    def _get_default_module(self, ctx: jinja2.runtime.Context | None = None) -> Any:
        return self._module or super()._get_default_module(ctx)


class Asked(Context):
    """Jinja's context, which looks at length for who wants to be given it; macros and plain functions are known not to."""

    def call(self, what: Any, /, *args: Any, **named: Any) -> Any:
        """What Jinja's own would give, without the look where it is not needed."""
        kind = type(what)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not Once and (kind is not FunctionType or what.__dict__):
            return super().call(what, *args, **named)
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        return what(*args, **named)


class Environment(jinja2.Environment):
    """Jinja's, quicker where a page asks most often, and ready to have its like made: same words, same templates."""

    code_generator_class = _Written
    context_class = Asked
    template_class = Template
    printed = staticmethod(printed)
    words: Words

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One table of globals: Jinja's two in a chain are compared key by key at each import of a macro."""
        return {**self.globals, **(d or {})}

    def get_template(
        self, name: str | jinja2.Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        """A template that is known by its name at once: a card's page imports a dozen. Forgotten with `cache`."""
        kept: dict[Any, jinja2.Template] = self.cache  # type: ignore[assignment]
        if globals is None and name in kept:
            return kept[name]
        found = super().get_template(name, parent, globals)
        if globals is None and isinstance(name, str):
            kept[name] = found
        return found

    def like(self, kind: type[_E]) -> _E:
        """An environment of another class, with the same templates, words and frame macros."""
        other = _furnished(kind, self.loader, self.bytecode_cache, self.words)
        other.globals["once"] = self.globals["once"]
        return other


def environment(folders: list[Path], words: Words, cache: Path | None = None) -> Environment:
    """Templates from the first folder that has them; the interface speaks the language of `words`.

    Compiled templates are kept in the folder `cache`; those of one language serve all.
    """
    compiled = Compiled(cache, Path(__file__).read_bytes())  # this module: its syntax, its filters, its way to print
    return _furnished(Environment, jinja2.FileSystemLoader(folders), compiled, words)


def _furnished(kind: type[_E], loader: jinja2.BaseLoader | None, compiled: jinja2.BytecodeCache | None, words: Words) -> _E:
    env = kind(**_SYNTAX, **_MEMORY, loader=loader, bytecode_cache=compiled)
    env.words = words
    env.install_gettext_callables(words.catalogue.ugettext, words.catalogue.ungettext, newstyle=True)  # type: ignore[attr-defined]
    env.policies["ext.i18n.trimmed"] = True
    env.globals["_"] = _speaker(words)
    env.globals["once"] = Once()
    env.filters["plain"] = str
    env.filters["day"] = _day(words.language)
    env.globals["tel"] = telephone
    env.globals["weekdays"] = partial(weekdays, words.language)
    for unused in ("range", "dict", "lipsum", "cycler", "joiner"):  # each costs a look at every import of a macro
        del env.globals[unused]
    return env


def _speaker(words: Words) -> Callable[..., Markup]:
    """`_` for templates: as Jinja's own, but each message is looked up once. It is called two dozen times a page."""
    known: dict[str, Markup] = {}
    filled: dict[str, Markup] = {}  # those without values

    def say(message: str, **values: Any) -> Markup:
        """A message in this language, escaped, with its values filled in."""
        if not values and message in filled:
            return filled[message]
        text = known.get(message)
        if text is None:
            text = known[message] = escape(words.catalogue.ugettext(message))
        if not values:
            return filled.setdefault(message, text % values)
        if all(type(value) in _STRINGS for value in values.values()):
            return Markup(str.__mod__(text, {name: printed(value) for name, value in values.items()}))
        return text % {name: foreign_marked(value) for name, value in values.items()}

    return say


class Once:
    """Macros of the frame, made once for each set of arguments: `once(foot, clinic, menu)`.

    Only for macros that read nothing but their arguments. Forgotten at each build, so that an object's id means that object.
    """

    def __init__(self) -> None:
        self.made: dict[tuple[Any, ...], Markup] = {}

    def __call__(self, macro: Any, *arguments: Any) -> Markup:
        key = (macro.name, *map(_key, arguments))
        if key not in self.made:
            self.made[key] = macro(*arguments)
        return self.made[key]

    def forget(self) -> None:
        """A new build begins."""
        self.made.clear()


def once(env: jinja2.Environment) -> Once:
    """The frame macros of an environment."""
    found = env.globals["once"]
    assert isinstance(found, Once)
    return found


def _key(value: Any) -> Any:
    """What an argument is known by: words by themselves and their language, lists by their parts, all else by identity."""
    if isinstance(value, str):
        return (value, getattr(value, "language", None))
    if isinstance(value, list | tuple):
        try:
            return value, hash(value)  # a tile: its words know their language, and compare by it
        except TypeError:
            return tuple(map(_key, value))
    return value if value is None or isinstance(value, bool | int) else id(value)


def _day(language: str) -> Callable[[Any, date | str], str]:
    """The filter `day`: a day as people of this language write it."""

    @jinja2.pass_context  # else Jinja would work out a day that stands in a template once, while compiling, for all languages
    def written(context: Any, value: date | str) -> str:
        from babel.dates import format_date  # its tables cost 30 ms, and most sites show no day at all

        day = date.fromisoformat(value) if isinstance(value, str) else value
        return str(format_date(day, "long", locale=language.replace("-", "_")))

    return written


def telephone(number: str) -> str:
    """A number as a tel: link wants it."""
    return ("+" if number.strip().startswith("+") else "") + re.sub(r"\D", "", number)


def render(
    env: jinja2.Environment, name: str, values: Mapping[str, Any], document: str, shown: Callable[[str], str]
) -> str:
    """A template's text; raises Broken with the template's line and the document being rendered.

    `shown` turns a template file's path into the path that the author knows.
    """
    try:
        return env.get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        raise Broken(
            problem(
                "template-missing",
                f"there is no template `{error.name}`",
                Place(f"templates/{error.name}"),
                f"it is needed for {document}; remove your own template that names it, or add it",
            )
        ) from None
    except jinja2.TemplateSyntaxError as error:
        place = _place(shown(error.filename or name), error.lineno, error.filename)
        raise Broken(
            problem(
                "template-error",
                f"the template cannot be read: {error.message}",
                place,
                f"it was met while rendering {document}",
            )
        ) from None
    except Exception as error:  # anything a template does wrong is the template's problem, never a traceback
        file, line = _deepest(error, env)
        raise Broken(
            problem(
                "template-error",
                f"the template fails: {error or type(error).__name__}",
                _place(shown(file), line, file),
                f"it was met while rendering {document}",
            )
        ) from None


def _place(path: str, line: int, file: str | None) -> Place:
    try:
        lines = Path(file or "").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(source) - len(source.lstrip())
    return Place(path, line, indent + 1, len(source.strip()), source)


def _deepest(error: Exception, env: jinja2.Environment) -> tuple[str, int]:
    """File and line of the innermost template frame (Jinja rewrites tracebacks so that frames name templates)."""
    folders = tuple(str(f) for f in getattr(env.loader, "searchpath", ()))
    found, trace = ("templates", 0), error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(folders):
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found
