"""Sample pages of an invented county's press: what a newcomer sees first."""

# The issues to load, each a tuple of the files that make it up; shortest first, so that the first is finished soon.
ISSUES: tuple[tuple[str, ...], ...] = (
    ("briefs.txt",),
    ("county-feed.xml",),
    ("village-coffee.html",),
    ("front-page.txt", "page-2.txt"),
    ("county-page.pdf",),
)
