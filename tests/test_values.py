"""Frozen dataclasses whose methods are written late: they are those that Python's decorator makes."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Iterator

import pytest

import factcards
from factcards import values
from factcards.values import dataclass


def make_classes(decorate):
    """Return classes with each kind of field, made by a decorator."""

    @decorate(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 0
        note: str = dataclasses.field(default="", compare=False, repr=False)
        parts: list[int] = dataclasses.field(default_factory=list, hash=False)

        @property
        def total(self) -> int:
            return self.x + self.y

    @decorate(frozen=True, slots=True)
    class Named(Point):
        """A point with a name."""

        name: str = "none"

    @decorate(frozen=True, slots=True)
    class Counted:
        """A list with its length."""

        items: tuple[object, ...]
        length: int = dataclasses.field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.items))

    @decorate(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    return Point, Named, Counted, Empty


Point, Named, Counted, Empty = make_classes(dataclass)
for one in (Point, Named, Counted, Empty):   # so that pickle finds them
    one.__qualname__ = one.__name__
THEIRS = make_classes(dataclasses.dataclass)
PAIRS = list(zip((Point, Named, Counted, Empty), THEIRS, strict=True))
CALLS = [(0, (1,), {}), (0, (1, 2), {"note": "a"}), (0, (), {"x": 3, "parts": [4]}), (1, (1,), {"name": "b"}),
         (2, ((1, 2),), {}), (3, (), {})]  # fmt: skip


@pytest.mark.parametrize(("number", "arguments", "named"), CALLS)
def test_values_are_those_of_dataclasses(number, arguments, named):
    ours, theirs = (cls(*arguments, **named) for cls in PAIRS[number])
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("make_classes.<locals>.", "")
    assert hash(ours) == hash(theirs)
    assert ours == type(ours)(*arguments, **named) != theirs
    assert dataclasses.replace(ours) == ours == copy.deepcopy(ours) == pickle.loads(pickle.dumps(ours))
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_classes_are_those_of_dataclasses(ours, theirs):
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert (ours.__match_args__, ours.__slots__) == (theirs.__match_args__, theirs.__slots__)
    assert repr(ours.__dataclass_params__) == repr(theirs.__dataclass_params__)
    assert [f.name for f in dataclasses.fields(ours)] == [f.name for f in dataclasses.fields(theirs)]


def test_what_does_not_count_is_not_compared():
    assert Point(1, note="a") == Point(1, note="b")
    assert hash(Point(1, parts=[1])) == hash(Point(1, parts=[2]))
    assert Point(1) != Point(1, parts=[1])
    assert Point(1) != Named(1)
    assert Point(1).parts is not Point(1).parts


def test_values_cannot_be_changed():
    for change in (lambda one: setattr(one, "x", 2), lambda one: delattr(one, "x")):
        messages = []
        for cls in PAIRS[0]:
            with pytest.raises(dataclasses.FrozenInstanceError) as caught:
                change(cls(1))
            messages.append(str(caught.value))
        assert messages[0] == messages[1]


def test_wrong_arguments_are_named_with_the_class():
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing 1 required positional argument: 'x'"):
        Point()
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) got an unexpected keyword argument 'z'"):
        Point(1, z=2)


def test_own_methods_are_kept():
    @dataclass(frozen=True, slots=True)
    class Own:
        """A value that compares in its own way."""

        x: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert (Own(1) == 5, hash(Own(1)), repr(Own(1))) == (True, 7, "own")


def test_a_value_that_contains_itself_can_be_shown():
    items: list[object] = []
    value = Point(1, parts=items)
    items.append(value)
    assert repr(value) == "Point(x=1, y=0, parts=[...])"


def test_other_options_are_those_of_python():
    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """A value with an order."""

        x: int

    assert Ordered(1) < Ordered(2)


def list_classes() -> Iterator[type]:
    """Yield the classes of the package whose methods are written late."""
    for found in pkgutil.walk_packages(factcards.__path__, "factcards."):
        if not found.name.endswith("__main__"):
            for value in vars(importlib.import_module(found.name)).values():
                own = isinstance(value, type) and value.__module__ == found.name
                if own and vars(value).get("__setattr__") is values._refuse_change:
                    yield value


def test_every_class_of_the_package_has_the_methods_of_dataclasses():
    classes = list(list_classes())
    assert len(classes) > 200
    for cls in classes:
        fields = {field.name: field for field in dataclasses.fields(cls)}
        members = {"__annotations__": {name: one.type for name, one in fields.items()}, "__module__": cls.__module__}
        members |= {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
        theirs = dataclasses.dataclass(frozen=True)(type(cls.__name__, (), members | copy.copy(fields)))
        assert str(inspect.signature(cls)) == str(inspect.signature(theirs)), cls
        assert callable(cls.__eq__)
        assert callable(cls.__hash__)
