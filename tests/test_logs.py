"""The log: one line an event, on standard error, whatever is in it."""

import subprocess
import sys

import pytest

EVENT = """
from service.logs import log
try:
    1 / 0
except ZeroDivisionError:
    {}
"""


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("log().info('job begins', job='a1', queue='batch')", 'level=info event="job begins" job=a1 queue=batch'),
        ("log().warning('two\\nlines', 名='松溪 镇')", r'level=warning event=two\nlines 名="松溪 镇"'),
        ("log().exception('failed', job='a1')", r'level=error event=failed job=a1 exception="Traceback'),
        ("log().debug('nothing')", ""),
    ],
)
def test_an_event_is_a_line(event: str, words: str) -> None:
    command = [sys.executable, "-c", EVENT.format(event)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout == ""
    assert done.stderr.count("\n") == bool(words)
    assert words in done.stderr
    assert not words or done.stderr.startswith("timestamp=")
