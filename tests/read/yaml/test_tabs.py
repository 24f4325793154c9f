"""Keys that tabs indent where no key can be."""

import time

from factcards.read.yaml.source import MAX_BYTES, make_source
from factcards.read.yaml.yaml_parser import parse_source


def test_tabs_on_every_line_of_the_largest_file_are_reported_at_once():
    line = "\ta: 1\n"
    source = make_source("a.yaml", "fact: 中\n" + line * (MAX_BYTES // len(line) - 2))
    start = time.process_time()
    (problem,) = parse_source(source).problems
    assert time.process_time() - start < 5, "the text was copied for every line: half a minute"
    assert problem.message.startswith("a tab indents this line and ")
    assert problem.hint == "remove it"
