"""Sizes of the web process."""

# Each event stream and each short text holds a thread while it waits, so most threads but not all may wait.
THREADS = 32
WAITING = 20
# An event stream ends after this long; browsers open it again by themselves.
STREAM_SECONDS = 600
# Proxies close a connection on which nothing is said.
SILENT_SECONDS = 15
# POST /v1/translate: characters in all, and texts in one request.
SHORT_TEXT = 5_000
SHORT_TEXTS = 50
# A worker that was silent for longer is not counted on.
ALIVE_SECONDS = 20
