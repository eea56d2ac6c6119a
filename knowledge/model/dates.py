"""Days as people and spreadsheets write them. One that can mean two days is refused with both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_NUMBERS = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})", re.ASCII)
_IN_WORDS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}", rf"{_MONTH} {_DAY},? {_YEAR}")
)
_WITHOUT_YEAR = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE) for form in (rf"{_DAY}[ -]{_MONTH}", rf"{_MONTH}[ -]{_DAY}")
)
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +", re.ASCII | re.IGNORECASE
)
_TIME = re.compile(
    r"(?:T| +)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?", re.IGNORECASE
)
_DAYS_SINCE_1900 = re.compile(r"[34][0-9]{4}(?:\.0+)?", re.ASCII)  # 1982 to 2036
_FIRST_TIME_ZONE = timezone(timedelta(hours=14))  # where each day begins, in the Pacific
_FIRST_OF_1900 = date(1899, 12, 30)  # as spreadsheets count

_NOT_A_DAY = "“{text}” isn't a date. Write it like 2023-01-13"
_TWO_DAYS = "“{text}” can mean {days}. Write the one you mean"
_SPREADSHEETS_NUMBER = "“{text}” isn't a date. A spreadsheet means {day} by it. If that's the date, write {day}"
_LONGEST_SHOWN = 80


EARLIEST_YEAR = 1600  # newspapers began in 1605: an article with an earlier date has a mistyped one, like 0203


def latest_today(at: datetime) -> date:
    """Return the latest date that it is anywhere on Earth `at` that moment: what has happened there isn't to come."""
    return at.astimezone(_FIRST_TIME_ZONE).date()


class NotADayError(ValueError):
    """A text that isn't one day. The sentence says what to write; it has no full stop."""


def read_day(text: str) -> date:
    """Return the one day that `text` can mean; a time after it is left out. Raises `NotADayError`.

    With dots the day comes first. With slashes it may as well be the month.
    """
    written = " ".join(text.split())
    found = list(dict.fromkeys(_readings(_WEEKDAY.sub("", _TIME.sub("", written), count=1))))
    shown = written if len(written) <= _LONGEST_SHOWN else f"{written[: _LONGEST_SHOWN - 1]}…"
    if len(found) > 1:
        raise NotADayError(_TWO_DAYS.format(text=shown, days=" or ".join(map(str, sorted(found)))))
    if found:
        return found[0]
    if _DAYS_SINCE_1900.fullmatch(written):
        day = _FIRST_OF_1900 + timedelta(days=int(written[:5]))
        raise NotADayError(_SPREADSHEETS_NUMBER.format(text=shown, day=day))
    raise NotADayError(_NOT_A_DAY.format(text=shown))


def _readings(text: str) -> Iterator[date]:
    """Yield each day that `text` can mean."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        first, sign, second, third = numbers.groups()
        for year, month, day in _orders(first, sign, second, third):
            yield from _day(year, month, day)
    words = next(filter(None, (form.fullmatch(text) for form in _IN_WORDS)), None)
    if words is not None:
        yield from _day(words["year"], str(_month(words["month"])), words["day"])


def _orders(first: str, sign: str, second: str, third: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may be year, month and day."""
    if len(first) == 4:
        yield first, second, third
    elif len(first) <= 2:
        yield third, second, first
        if sign != ".":
            yield third, first, second
        if sign == "-" and len(third) <= 2:
            yield first, second, third


def _day(year: str, month: str, day: str) -> Iterator[date]:
    if len(year) not in {2, 4} or len(day) > 2:
        return
    try:
        yield date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return


def day_and_month(text: str) -> tuple[int, int] | None:
    """Return the two small numbers of what a spreadsheet made a date of, like "05-Mar" of 3-5, the smaller one first.

    None if `text` isn't such a date.
    """
    written = " ".join(_TIME.sub("", text).split())
    short = next(filter(None, (form.fullmatch(written) for form in _WITHOUT_YEAR)), None)
    if short is not None:
        numbers = int(short["day"]), _month(short["month"])
    else:
        found = next(_readings(written), None)
        if found is None:
            return None
        numbers = found.day, found.month
    return min(numbers), max(numbers)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
