"""Frozen dataclasses whose methods are written when they are first used.

`dataclasses` compiles six methods of every class when its module is imported. That took a third of the start of the
command, which needs few of them. The methods are the same; for all other options `dataclass` is that of Python.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:   # type checkers know this decorator by its place
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(cls=None, /, **options):
        """Return a class as a dataclass, as `dataclasses.dataclass` does."""
        if options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        return _make_frozen

    @dataclasses.dataclass(frozen=True, slots=True)
    class _Model:
        """A class whose parameters all others have."""

    _PARAMETERS = _Model.__dataclass_params__

    def _make_frozen(cls):
        """Return a class as `dataclass(frozen=True, slots=True)` does."""
        own = set(vars(cls))
        inherits = any(map(dataclasses.is_dataclass, cls.__bases__))   # only a frozen class may inherit from one
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, frozen=inherits)(cls)
        made.__dataclass_params__ = _PARAMETERS
        for name in ("__init__", "__eq__", "__hash__"):
            if name not in own:
                setattr(made, name, _LateMethod(made, name))
        if "__repr__" not in own:
            made.__repr__ = _show
        made.__setattr__, made.__delattr__ = _refuse_change, _refuse_removal
        made.__getstate__, made.__setstate__ = _list_values, _set_values
        return made

__all__ = ["dataclass"]


class _LateMethod:
    """A method of a class that is compiled and put in place when it is first looked up."""

    def __init__(self, owner: type, name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = _WRITERS[self._name](self._owner)
        method.__qualname__ = f"{self._owner.__qualname__}.{self._name}"
        method.__module__ = self._owner.__module__
        setattr(self._owner, self._name, method)
        return method if instance is None else method.__get__(instance, owner)


class _Factory:
    """What a parameter has by default whose value a function makes."""

    def __repr__(self) -> str:
        return "<factory>"   # as in signatures of `dataclasses`


_FACTORY = _Factory()


def _fields_of(cls: type) -> list[Field[Any]]:
    """Return the fields of a class, in order."""
    return list(cls.__dataclass_fields__.values())  # type: ignore[attr-defined]


def _write_init(cls: type) -> Any:
    names: dict[str, object] = {"_set": object.__setattr__, "_FACTORY": _FACTORY}
    parameters, lines = [], []
    for field in _fields_of(cls):
        value, default, factory = field.name, f"_default_{field.name}", f"_make_{field.name}"
        if field.default is not MISSING:
            names[default] = field.default
            value = field.name if field.init else default
        elif field.default_factory is not MISSING:
            names[factory] = field.default_factory
            value = f"{factory}() if {field.name} is _FACTORY else {field.name}" if field.init else f"{factory}()"
        elif not field.init:   # `__post_init__` sets it
            continue
        if field.init:
            optional = f"={default}" if default in names else "=_FACTORY" if factory in names else ""
            parameters.append(f"{field.name}{optional}")
        lines.append(f" _set(self, {field.name!r}, {value})")
    lines += [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    method = _compile("__init__", f"self, {', '.join(parameters)}", lines or [" pass"], names)
    method.__annotations__ = {field.name: field.type for field in _fields_of(cls) if field.init} | {"return": None}
    return method


def _write_eq(cls: type) -> Any:
    ours, theirs = (_join_values(one, (f for f in _fields_of(cls) if f.compare)) for one in ("self", "other"))
    lines = [" if other.__class__ is self.__class__:", f"  return {ours} == {theirs}", " return NotImplemented"]
    return _compile("__eq__", "self, other", lines, {})


def _write_hash(cls: type) -> Any:
    counted = (f for f in _fields_of(cls) if (f.compare if f.hash is None else f.hash))
    return _compile("__hash__", "self", [f" return _hash({_join_values('self', counted)})"], {"_hash": hash})


_WRITERS = {"__init__": _write_init, "__eq__": _write_eq, "__hash__": _write_hash}
"""Functions that write a method, by its name."""


def _join_values(name: str, fields: Any) -> str:
    """Return the expression of a tuple of a value's fields."""
    return f"({''.join(f'{name}.{field.name}, ' for field in fields)})"


def _compile(name: str, parameters: str, lines: list[str], names: dict[str, object]) -> Any:
    """Return a function of these lines, which use these names."""
    text = "\n".join((f"def {name}({parameters}):", *lines))
    exec(text, names)  # noqa: S102 - as `dataclasses` does
    return names[name]


@recursive_repr()
def _show(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in _fields_of(type(self)) if field.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _list_values(self: Any) -> list[object]:
    """Return what is pickled."""
    return [getattr(self, field.name) for field in _fields_of(type(self))]


def _set_values(self: Any, state: list[object]) -> None:
    for field, value in zip(_fields_of(type(self)), state, strict=True):
        object.__setattr__(self, field.name, value)
