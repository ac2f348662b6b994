"""Recurrence by python-dateutil: one JSON question per line in, one JSON list of starts (or the reason for none) per line out."""

import datetime
import json
import signal
import sys
import types
import warnings

from dateutil import rrule

warnings.simplefilter("ignore")
FORMAT = "%Y-%m-%dT%H:%M:%S"
# Of processor time: a busy machine changes no answer.
MOST_SECONDS = 0.3

# It looks for a next start until the year MAXYEAR of this module: here until the end of what is asked for.
calendar = types.SimpleNamespace(**{name: getattr(datetime, name) for name in dir(datetime) if not name.startswith("_")})
rrule.datetime = calendar


class Slow(Exception):
    pass


def give_up(*_):
    raise Slow


def starts_of(asked):
    first, last = (datetime.datetime.strptime(asked[name], FORMAT) for name in ("from", "until"))
    after = datetime.datetime.strptime(asked["after"], FORMAT)
    calendar.MAXYEAR = last.year
    rule = rrule.rrulestr(asked["rule"], dtstart=datetime.datetime.strptime(asked["start"], FORMAT))
    found, counted = [], 0
    for at in rule:
        if at >= last:
            break
        if at < after:
            continue
        counted += 1
        if counted > asked.get("count", float("inf")):
            break
        if at >= first:
            found.append(at.strftime(FORMAT))
    return found


def answer(asked):
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        return starts_of(asked)
    except ValueError as error:
        return str(error)
    except Slow:
        return "slow"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


signal.signal(signal.SIGVTALRM, give_up)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
