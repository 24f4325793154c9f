"""Job → RenderedFile: a card, theme, size and format become a file's bytes and its entry in the manifest."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..draw import draw_scene
from ..draw.dump import dump_scene
from ..errors import Problem, SceneError, has_errors, show_in_line
from ..graphics.geometry import Rect, bounding_box
from ..layout import lay_out_card, measure_card
from ..model.assets import Assets
from ..model.cards import LocalCard
from ..model.scene import Scene, Text, code_area, module_size, walk_groups, walk_nodes
from ..model.sizes import Size
from ..model.themes import RoleFontSize, Theme
from .records import CodeBox, Record, TextBox, output_name
from .scene_problems import find_problems


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render, all by value: the link's placeholders are filled in, the theme is loaded.

    `fonts` are folders of the designer's own fonts. They are not compared, since the digest of the font library covers
    them. `type_sizes` are those that all cards of the set share. `small` asks for a PNG of few bytes, which takes
    longer. `key` is the digest of all inputs that decide the file's bytes, "" if it was not computed.
    """

    card: LocalCard
    theme: Theme
    size: Size
    format: str
    fonts: tuple[str, ...] = field(default=(), compare=False)
    type_sizes: tuple[RoleFontSize, ...] = ()
    small: bool = False
    key: str = field(default="", compare=False)

    def __repr__(self) -> str:
        """Return the file's name, the theme and the size in pixels."""
        return show_in_line(self, f"{self.file}: {self.theme.name}, {self.size.width} × {self.size.height} px")

    @property
    def file(self) -> str:
        """The file's name within the folder of results, with `/` as separator."""
        return output_name(self.card.set, self.card.id, self.card.language, self.size.name, self.format)


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A file's bytes and its entry in the manifest."""

    data: bytes
    record: Record


def is_of_job(record: Record, job: Job) -> bool:
    """Return whether a record describes the file of a job."""
    card = job.card
    return (record.file, record.set, record.card, record.language, record.size, record.format) == (
        job.file, card.set, card.id, card.language, job.size.name, job.format
    )  # fmt: skip


def render_job(job: Job, assets: Assets) -> RenderedFile:
    """Render one job. Raises SceneError if the picture would be wrong; the record holds its warnings."""
    scene = lay_out_job(job, assets)
    problems = tuple(p for p in find_problems(scene, job.card, job.theme) if p.severity != "note")
    raise_errors(problems)   # a missing glyph or text that does not fit: no picture is better than a wrong one
    data = draw_scene(scene, job.format, assets, small=job.small)
    return RenderedFile(data, make_record(job, scene, data, problems))


def find_job_problems(job: Job, assets: Assets) -> tuple[Problem, ...]:
    """Lay out one job without drawing it and return all problems. Raises SceneError if it cannot be laid out."""
    scene = lay_out_job(job, assets)
    return find_problems(scene, job.card, job.theme)


def lay_out_job(job: Job, assets: Assets) -> Scene:
    """Return the scene of one job. Raises SceneError if it cannot be laid out, as `lay_out_card` explains."""
    return lay_out_card(job.card, job.theme, job.size, assets, job.type_sizes)


def measure_job(job: Job, assets: Assets) -> tuple[RoleFontSize, ...]:
    """Return the largest type sizes at which the card's text fits.

    Raises SceneError if it fits at none, or the card cannot be laid out for another reason, as `lay_out_card` explains.
    """
    return measure_card(job.card, job.theme, job.size, assets)


def raise_errors(problems: tuple[Problem, ...]) -> None:
    """Raise SceneError with all problems if one of them is an error."""
    if has_errors(problems):
        raise SceneError(problems)


def make_record(job: Job, scene: Scene, data: bytes, problems: tuple[Problem, ...]) -> Record:
    """Return a file's entry in the manifest: what its scene shows, and the digests of its bytes and its scene."""
    card = job.card
    return Record(
        file=job.file,
        set=card.set,
        card=card.id,
        language=card.language,
        direction=card.direction,
        size=job.size.name,
        width=scene.width,
        height=scene.height,
        format=job.format,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        scene=hashlib.sha256(dump_scene(scene).encode()).hexdigest(),
        alt=scene.description,
        link=card.url,
        qr=_find_code(scene),
        text=_find_text(scene),
        problems=problems,
        reviewed=card.reviewed,
        key=job.key,
    )


def _find_code(scene: Scene) -> CodeBox | None:
    code = next((group for group in walk_groups(scene.nodes) if group.role == "code"), None)
    if code is None:
        return None
    x, y, width, _ = _to_pixels([code_area(code)])
    return CodeBox(x, y, width, round(module_size(code)))


def _find_text(scene: Scene) -> tuple[TextBox, ...]:
    lines: dict[str, list[Text]] = {}
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Text):
            lines.setdefault(role, []).append(node)
    return tuple(
        TextBox(
            role,
            *_to_pixels(t.ink_rect() for t in texts),
            max(t.size for t in texts),
            tuple(t.line.text for t in texts),
        )
        for role, texts in lines.items()
    )


def _to_pixels(rects: Iterable[Rect]) -> tuple[int, int, int, int]:
    """Return x, y, width and height of the whole pixels that the rectangles touch."""
    area = bounding_box(rects)
    x, y = math.floor(area.x), math.floor(area.y)
    return x, y, math.ceil(area.right) - x, math.ceil(area.bottom) - y
