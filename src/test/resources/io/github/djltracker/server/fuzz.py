"""What schemathesis is told beside openapi.json: how entries look, line by line, and that a key is for one thing."""

import json
import os
import uuid
import zlib

import schemathesis
from hypothesis import strategies as st

RUN = "00000000-0000-0000-0000-000000000000"

# ids of things that are there, by the names of their parameters
KNOWN = json.loads(os.environ.get("FUZZ_KNOWN", "{}"))

counts = st.integers(0, 2**53 - 1)
names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
values = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["NaN", "Infinity", "-Infinity"]))


def columns(**kinds):
    """Lists of one length, a few items each."""
    return st.integers(0, 5).flatmap(
        lambda size: st.fixed_dictionaries({name: st.lists(kind, min_size=size, max_size=size) for name, kind in kinds.items()})
    )


start = st.fixed_dictionaries(
    {"entry": st.just("start"), "sequence": st.just(0), "run": st.just(RUN), "experiment": names, "model": st.fixed_dictionaries({"hash": st.text("abc123", min_size=1, max_size=8)}), "time": counts},
    optional={"modules": st.lists(st.fixed_dictionaries({"name": names, "attributes": st.dictionaries(names, st.booleans(), max_size=2)}), max_size=3)},
)
series = st.tuples(names, columns(steps=counts, times=counts, values=values)).map(lambda pair: {"name": pair[0], **pair[1]})
batch = st.fixed_dictionaries(
    {"entry": st.just("batch")},
    optional={"iterations": columns(steps=counts, epochs=st.integers(0, 2**31 - 1), times=counts), "series": st.lists(series, max_size=3, unique_by=lambda each: each["name"])},
)
end = st.fixed_dictionaries({"entry": st.just("end"), "status": st.sampled_from(["FINISHED", "FAILED", "INTERRUPTED"]), "time": counts})


def log(parts):
    """The lines of a run, numbered."""
    lines = [{**line, "sequence": number} for number, line in enumerate(parts)]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


logs = st.tuples(start, st.lists(batch, max_size=3), st.lists(end, max_size=1)).map(lambda parts: log([parts[0], *parts[1], *parts[2]]))
schemathesis.openapi.media_type("application/x-ndjson", logs)


def plain(value):
    """The same, integers of more than 64 bits written as doubles."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    is_long = isinstance(value, int) and not -(2**63) <= value < 2**63
    return float(value) if is_long and abs(value) < 1e308 else value


@schemathesis.hook
def before_call(context, case, **kwargs):
    # every other request is about something that is there, and stays there; where one follows from another, it is anyway
    if case.method != "DELETE" and case.meta.phase.name != "stateful" and not case.meta.generation.mode.is_negative:
        for name, value in case.path_parameters.items():
            if name in KNOWN and zlib.crc32(str(value).encode()) % 2:
                case.path_parameters[name] = KNOWN[name]
    # a start says of which run it is, and the path says so too
    run = case.path_parameters.get("run")
    if isinstance(case.body, bytes) and isinstance(run, str):
        case.body = case.body.replace(RUN.encode(), run.encode())
    # entries of several runs come with a line in front that says of which run they are, and how many
    if case.path == "/api/v1/entries" and isinstance(case.body, bytes) and not case.meta.generation.mode.is_negative:
        run = str(uuid.uuid4())
        head = json.dumps({"run": run, "entries": case.body.count(b"\n")}) + "\n"
        case.body = head.encode() + case.body.replace(RUN.encode(), run.encode())
    # a schema cannot tell the two ways to write a number apart
    if isinstance(case.body, dict) and isinstance(case.body.get("attributes"), dict):
        case.body["attributes"] = plain(case.body["attributes"])
    query = case.query or {}
    # of no use but to those who were handed it
    if not case.meta.generation.mode.is_negative:
        query.pop("after", None)
    if isinstance(query.get("from"), int) and isinstance(query.get("to"), int) and query["from"] > query["to"]:
        query["from"], query["to"] = query["to"], query["from"]
    # a key that comes again answers for what was made the first time, which may be deleted by then
    key = case.headers.get("Idempotency-Key") if case.headers else None
    if key is not None and len(key) == 36:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
