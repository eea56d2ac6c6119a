"""Forms as people see and fill them in: by the labels of their fields."""


def _inputs(form):
    return {row["label"]: row["component"] for row in form.modal["components"] if "label" in row}


def filled(form):
    """Return what stands in a form's fields."""
    return {label: each.get("value") or "" for label, each in _inputs(form).items()}


async def submit(person, form, typed):
    """Send a form as `person`; what is not `typed` stays as it is."""
    assert typed.keys() <= filled(form).keys()
    values = filled(form) | typed
    return await person.submit_modal(form, {each["custom_id"]: values[label] for label, each in _inputs(form).items()})
