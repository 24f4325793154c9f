"""Job → RenderedFile: a card, theme, size and format become a file's bytes and its entry in the manifest.

The job of a book, a PDF with a page for each card of a set, has a job for each page.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..draw import Attachment, draw_pdf, draw_scene, draw_svg
from ..draw.dump import dump_scene
from ..errors import Problem, SceneError, has_errors, show_in_line
from ..graphics.geometry import Rect, bounding_box
from ..layout import lay_out_card, measure_card
from ..model.assets import Assets
from ..model.cards import LocalCard
from ..model.formats import SvgMode
from ..model.scene import Scene, Text, code_area, module_size, walk_groups, walk_nodes
from ..model.sizes import Size
from ..model.themes import FittingSizes, RoleFontSize, Theme
from .records import AttachmentRecord, CodeBox, Record, TextBox, output_name
from .scene_problems import find_problems


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render, all by value: the link's placeholders are filled in, the theme is loaded.

    `fonts` are folders of the designer's own fonts. They are not compared, since the digest of the font library covers
    them. `type_sizes` are those that all cards of the set share. `small` asks for a PNG of few bytes, which takes
    longer, and `svg` says how an SVG is written. Only a book has `pages`; its card is the first page's without a name.
    `key` is the digest of all inputs that decide the file's bytes, "" if it was not computed.
    """

    card: LocalCard
    theme: Theme
    size: Size
    format: str
    fonts: tuple[str, ...] = field(default=(), compare=False)
    type_sizes: tuple[RoleFontSize, ...] = ()
    small: bool = False
    svg: SvgMode = "outlines"
    pages: tuple[Job, ...] = ()
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
    """A file's bytes, its entry in the manifest, and the files that must be beside it."""

    data: bytes
    record: Record
    attachments: tuple[Attachment, ...] = ()


def make_book_job(pages: Sequence[Job], title: str) -> Job:
    """Return the job of a book with these pages: cards of one set, in one language and size, with the same fonts."""
    first = pages[0]
    card = replace(first.card, id="", title=title, reviewed=all(page.card.reviewed for page in pages))
    return replace(first, card=card, type_sizes=(), pages=tuple(pages))


def is_of_job(record: Record, job: Job) -> bool:
    """Return whether a record describes the file of a job."""
    card = job.card
    return (record.file, record.set, record.card, record.language, record.size, record.format) == (
        job.file, card.set, card.id, card.language, job.size.name, job.format
    )  # fmt: skip


def is_intact(rendered: RenderedFile) -> bool:
    """Return whether a file's bytes and those of its attachments are the ones that its record describes."""
    record = rendered.record
    described = [(record.bytes, record.sha256), *((one.bytes, one.sha256) for one in record.attachments)]
    found = [rendered.data, *(one.data for one in rendered.attachments)]
    return described == [(len(data), _digest(data)) for data in found]


def render_job(job: Job, assets: Assets) -> RenderedFile:
    """Render one job. Raises SceneError if the picture would be wrong; the record holds its warnings.

    The fields of a book's problems begin with the name of the page's card and `/`.
    """
    if job.pages:
        return _render_book(job, assets)
    scene = lay_out_job(job, assets)
    problems = tuple(p for p in find_problems(scene, job.card, job.theme) if p.severity != "note")
    raise_errors(problems)   # a missing glyph or text that does not fit: no picture is better than a wrong one
    attachments: tuple[Attachment, ...] = ()
    if job.svg == "linked":
        file = draw_svg(scene, assets, job.svg)
        data, attachments = file.data, file.attachments
    else:
        data = draw_scene(scene, job.format, assets, small=job.small, svg=job.svg)
    return RenderedFile(data, make_record(job, (scene,), data, problems, attachments), attachments)


def _render_book(job: Job, assets: Assets) -> RenderedFile:
    """Render a book. Raises SceneError with the problems of all its pages if one of them would be wrong."""
    scenes, problems = list[Scene](), list[Problem]()
    for page in job.pages:
        try:
            scenes.append(lay_out_job(page, assets))
            found = find_problems(scenes[-1], page.card, page.theme)
        except SceneError as error:
            found = error.problems
        problems += [replace(p, field=f"{page.card.id}/{p.field}") for p in found if p.severity != "note"]
    raise_errors(tuple(problems))
    data = draw_pdf(scenes, assets, job.card.title)
    record = replace(
        make_record(job, scenes, data, tuple(problems)),
        alt="\n\n".join(scene.description for scene in scenes),
        link="",
        qr=None,
        text=(),
    )
    return RenderedFile(data, record)


def find_job_problems(job: Job, assets: Assets) -> tuple[Problem, ...]:
    """Lay out one job without drawing it and return all problems. Raises SceneError if it cannot be laid out."""
    scene = lay_out_job(job, assets)
    return find_problems(scene, job.card, job.theme)


def lay_out_job(job: Job, assets: Assets) -> Scene:
    """Return the scene of one job. Raises SceneError if it cannot be laid out, as `lay_out_card` explains."""
    return lay_out_card(job.card, job.theme, job.size, assets, job.type_sizes)


def measure_job(job: Job, assets: Assets) -> tuple[FittingSizes, ...]:
    """Return the type sizes at which the card's text fits.

    Raises SceneError if it fits at none, or the card cannot be laid out for another reason, as `lay_out_card` explains.
    """
    return measure_card(job.card, job.theme, job.size, assets)


def raise_errors(problems: tuple[Problem, ...]) -> None:
    """Raise SceneError with all problems if one of them is an error."""
    if has_errors(problems):
        raise SceneError(problems)


def make_record(
    job: Job, scenes: Sequence[Scene], data: bytes, problems: tuple[Problem, ...],
    attachments: Iterable[Attachment] = (),
) -> Record:  # fmt: skip
    """Return a file's entry in the manifest: what its first scene shows, and the digests of its bytes and its scenes.

    Scenes are dumped for their digest alone, so this happens once for each.
    """
    card, scene = job.card, scenes[0]
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
        sha256=_digest(data),
        scene=_digest("".join(map(dump_scene, scenes)).encode()),
        alt=scene.description,
        link=card.url,
        qr=_find_code(scene),
        text=_find_text(scene),
        problems=problems,
        reviewed=card.reviewed,
        key=job.key,
        attachments=tuple(AttachmentRecord(one.name, len(one.data), _digest(one.data)) for one in attachments),
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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
