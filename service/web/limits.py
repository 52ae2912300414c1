"""Sizes of the web process."""

# Each event stream holds a thread; four starve every other request at eight streams.
THREADS = 32
# Characters of a short text, in all, for POST /v1/translate.
SHORT_TEXT = 5_000
