"""Forms as people see and fill them in: by the labels of their fields."""

NEW = {
    "question": "Who held the bridge?",
    "answer": "Blue held the bridge.",
    "phrasings": "bridge holder\nwho had the bridge?",
    "where": "2, 3",
    "as_of": "2023-01-10",
}

_LABELS = {
    "question": "Question",
    "answer": "Answer",
    "phrasings": "Other ways to ask",
    "more_phrasings": "More ways to ask",
    "where": "Where it says so",
    "as_of": "Date",
    "quote": "Quote",
    "disputed_by": "Who contests it",
    "other_side": "Their side, if it's a fact",
    "says": "What they say instead",
}


_FILE = 19  # Discord's number of a file upload


def _inputs(form):
    return {row["label"]: row["component"] for row in form.modal["components"] if "label" in row}


def filled(form):
    """Return what stands in a form's text fields; an empty one for a reason isn't worth a word."""
    texts = {label: each.get("value") or "" for label, each in _inputs(form).items() if each["type"] != _FILE}
    return {label: text for label, text in texts.items() if text or label != "Reason"}


async def submit(person, form, typed):
    """Send a form as `person`; what is not `typed` stays as it is. A file is typed as its name and content."""
    assert typed.keys() <= _inputs(form).keys()
    ids = {label: each["custom_id"] for label, each in _inputs(form).items()}
    return await person.submit_modal(form, {ids[label]: value for label, value in (filled(form) | typed).items()})


async def submit_fact(person, form, **typed):
    """Fill in the form of a fact or a dispute by its fields' names; what is not given stays as it is."""
    return await submit(person, form, {_LABELS[name]: value for name, value in typed.items()})
