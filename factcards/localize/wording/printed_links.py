"""The address that is printed for people who cannot scan: the author's `short`, or host and path of the link.

It is shown as browsers read it. An address that is derived from the link leads to the code's host and page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, unquote_to_bytes

import can_ada
import unicodedata2

from ...errors import Place
from ...late_loading import compile_late
from ...links.host_names import find_isolated_stroke, show_host
from ...links.hosts import shorten_host
from ...links.link_targets import (
    WEB,
    LinkError,
    LinkParts,
    complete_address,
    encode_link,
    escape,
    is_blank_character,
    is_invisible_in_link,
    is_phone_number,
    parse_host,
    split_link,
)
from ...links.url_templates import parse_template
from ...model.cards import Action, Direction, Language
from ...text.unicode.direction_controls import LRI, PDI

MAX_ADDRESS_LENGTH = 32   # characters; nobody copies a longer address by hand
TRACKING = compile_late(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|mc_cid|mc_eid|igshid|igsh|twclid|ttclid|li_fat_id|yclid"
    r"|_hsenc|_hsmi|mkt_tok|_ga|_gl|mtm_\w+|matomo_\w+|pk_\w+|piwik_\w+|srsltid|vero_id|wickedid|oly_anon_id"
    r"|oly_enc_id|__s|s_cid|rb_clickid|ml_subscriber|ml_subscriber_hash)\Z",
    re.IGNORECASE,
)
"""Query keys that say where a reader came from and never decide which page is shown.

They are those of Google's Campaign URL Builder (utm_), click identifiers of Google, Meta, Microsoft, X, TikTok,
LinkedIn and Yandex, and those of mailing services (Mailchimp, HubSpot, Marketo, Vero, Omeda, Drip, MailerLite), Adobe
and Matomo. Firefox and Brave strip most of them from links. `ref` and `source` are missing, since sites choose pages by
them.
"""

_ESCAPES = compile_late(r"(?:%[0-9A-Fa-f]{2})+")
_PLAIN = compile_late(r"[A-Za-z0-9._~-]")   # RFC 3986's unreserved characters
_OVERLAYS = "\u0334\u0335\u0336\u0337\u0338"   # marks that strike a letter through
_CLICKS = "ǀǁǂǃʔɁꓸꓹꓺꓻꓼꓽ"   # letters that look like `|`, `!`, `?`, `.` and `,`
_RECIPIENTS = ("to", "cc", "bcc")
"""Keys of further recipients in a `mailto:` link."""


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """The printed text, "" for none; `punycode_reason` says why its host is printed in punycode."""

    text: str
    punycode_reason: str = ""


def find_link_field(places: Mapping[str, Place]) -> str:
    """Return the name of the field with a card's link: `action.url`, or `action` if that is the link."""
    return "action.url" if "action.url" in places else "action"


def make_printed_address(action: Action, language: Language, direction: Direction) -> PrintedAddress:
    """Return the address that is printed for people who cannot scan.

    On a right-to-left card it is isolated if its ends could move.
    """
    try:
        found = _show_short(action.short, language) if action.short else _show_link(action.url, language)
    except LinkError:   # only a program can create it, and it is refused when its placeholders are filled in
        return PrintedAddress("")
    if not found.text or direction == "ltr" or _stays_whole(found.text):
        return found
    return PrintedAddress(f"{LRI}{found.text}{PDI}", found.punycode_reason)


@lru_cache(maxsize=512)
def _show_short(short: str, language: Language) -> PrintedAddress:
    """Return the author's `short` without its scheme, with its host as `show_host` prints it."""
    link = complete_address(short)
    plain = re.sub(r"\A(?:https?://|mailto:|tel:)", "", short, flags=re.IGNORECASE)
    if is_phone_number(short) or link.lower().startswith("tel:"):
        return PrintedAddress(plain)
    text, reason = plain, ""
    for host in _list_written_hosts(link):
        shown = show_host(parse_host(host), language)
        reason = reason or shown.punycode_reason
        if not host.isascii() or "xn--" in host.lower() or _hides_capital(host):
            before = "@" if "@" in text else ""
            text = text.replace(before + host, before + shown.text, 1)
    return PrintedAddress(_escape_unclear(text), reason)


def _escape_unclear(text: str) -> str:
    """Return text with its ambiguous non-ASCII letters percent-encoded."""
    return re.sub(r"[^\x00-\x7f]+", lambda match: unescape(escape(match[0])), text)


def _list_written_hosts(link: str) -> list[str]:
    parts = split_link(link)
    if not parts:
        return []
    return [parts.host] if parts.scheme in WEB else [one.rpartition("@")[2] for one in parts.path.split(",")]


def _hides_capital(host: str) -> bool:
    """Return whether a host has a capital I next to small letters, where it looks like a small L."""
    return re.search(r"[a-z]I|I[a-z]", host) is not None


@lru_cache(maxsize=512)
def _show_link(url: str, language: Language) -> PrintedAddress:
    parts = split_link(url)
    if not parts:
        return PrintedAddress("")
    if parts.scheme not in WEB:
        return _show_contact(parts, language)
    if _has_placeholder(parts.authority or "") or _has_placeholder(parts.path):
        return PrintedAddress("")
    opened = _parse_link(f"{parts.scheme}://{parts.authority}{_fill_braces(parts.path)}")
    shown = show_host(shorten_host(parse_host(parts.host)), language)
    port = f":{opened.port}" if opened.port else ""
    decisive = _decisive_parts(parts)
    path = unescape(str(opened.pathname))
    address = shown.text + port + (f"{path}{_show_query(decisive)}" if decisive else path.rstrip("/"))
    if _has_placeholder(decisive) or len(address) > MAX_ADDRESS_LENGTH:
        return PrintedAddress("", shown.punycode_reason)
    return PrintedAddress(address, shown.punycode_reason)


def _parse_link(link: str) -> can_ada.URL:
    """Parse a link as browsers do. Raises LinkError if they cannot open it or we refuse it."""
    encode_link(link)
    return can_ada.parse(link)


def is_page_in_query(url: str) -> bool:
    """Return whether the query or fragment decides which page a link shows."""
    parts = split_link(url)
    return parts is not None and parts.scheme in WEB and _decisive_parts(parts) != ""


def _decisive_parts(parts: LinkParts) -> str:
    """Return the parts of query and fragment that decide which page is shown, or ""."""
    pairs = [pair for pair in (parts.query or "").split("&") if pair]
    decisive = [pair for pair in pairs if not TRACKING.match(unquote(pair.partition("=")[0]))]
    fragment = parts.fragment or ""
    query = f"?{'&'.join(decisive)}" if decisive else ""
    return query + (f"#{fragment}" if fragment.startswith(("/", "!")) else "")


def _show_query(text: str) -> str:
    opened = can_ada.parse(f"https://a.org/{_fill_braces(text)}")
    return unescape(str(opened.search) + str(opened.hash))


def _show_contact(parts: LinkParts, language: Language) -> PrintedAddress:
    """Return a mail address or a phone number; nothing if the mail has further recipients that would not be printed."""
    if _has_placeholder(parts.path):
        return PrintedAddress("")
    if parts.scheme == "tel":
        address, reason = unescape(escape(parts.path)), ""
    else:
        shown, reason = [], ""
        for one in parts.path.split(","):
            name, _, host = one.rpartition("@")
            found = show_host(parse_host(host), language) if name else None
            shown.append(f"{unescape(escape(name))}@{found.text}" if found else unescape(escape(one)))
            reason = reason or (found.punycode_reason if found else "")
        address = ",".join(shown)
        keys = [pair.partition("=")[0].lower() for pair in (parts.query or "").split("&")]
        if any(unquote(key) in _RECIPIENTS for key in keys):
            return PrintedAddress("", reason)
    return PrintedAddress(address, reason) if len(address) <= MAX_ADDRESS_LENGTH else PrintedAddress("", reason)


def _has_placeholder(text: str) -> bool:
    return any(piece.name is not None for piece in parse_template(text))


def _fill_braces(text: str) -> str:
    return "".join(piece.text for piece in parse_template(text))


def unescape(text: str) -> str:
    """Decode percent escapes that give visible, unambiguous characters.

    These stay escaped: separators of a link's parts, blanks, text that is not in NFC, look-alikes of `/`, `?`, `#`, `.`
    and `%`, and bytes that are not UTF-8.
    """
    return _ESCAPES.sub(lambda match: _decode(match[0]), text)


def _decode(escapes: str) -> str:
    try:
        plain = unquote_to_bytes(escapes).decode("utf-8")
    except UnicodeDecodeError:
        return escapes
    if unicodedata2.normalize("NFC", plain) != plain or find_isolated_stroke(plain):
        return escapes
    shown, index, base = "", 0, False
    for character in plain:
        length = 3 * len(character.encode("utf-8"))
        is_mark = unicodedata2.category(character)[0] == "M"
        base = _is_clear(character) and (base or not is_mark)   # a mark alone would combine with the slash before it
        shown += character if base else escapes[index : index + length]
        index += length
    return shown


def _is_clear(character: str) -> bool:
    if character.isascii():
        return _PLAIN.match(character) is not None
    kind = unicodedata2.category(character)[0]
    plain = unicodedata2.normalize("NFKC", character)
    hidden = is_blank_character(character) or is_invisible_in_link(character) or character in _OVERLAYS + _CLICKS
    return kind in "LMN" and plain == character and not hidden


def _stays_whole(address: str) -> bool:
    kinds = [unicodedata2.bidirectional(c) for c in address]
    return kinds[0] == "L" and kinds[-1] in ("L", "EN") and not {"R", "AL", "AN"} & set(kinds)
