"""What the Python drivers share: the features, what each must show, and the lines that report them.

A driver gives its SDK as a class with one method per operation; each operation uses the SDK as its documentation does
and returns plain data. The judgement is here, so that it is the same for every SDK.
"""

import base64
import hashlib
import json
import pathlib
import sys
import uuid

HERE = pathlib.Path(__file__).parent
WORDS = json.loads((HERE / "words.json").read_text())
KEY = WORDS["key"]
PNG = (HERE / "lamp.png").read_bytes()
PDF = (HERE / "chart.pdf").read_bytes()
PNG64 = base64.b64encode(PNG).decode()
PDF64 = base64.b64encode(PDF).decode()
WEATHER = {
    "type": "object",
    "properties": {"city": {"type": "string", "description": "The city"}},
    "required": ["city"],
    "additionalProperties": False,
}


class Weather:
    """The tool of the tool loops; it remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, city):
        self.asked.append(city)
        return WORDS["forecast"][city]


def equal(got, want, what):
    if got != want:
        raise AssertionError(f"{what}: got {got!r}, want {want!r}")


def contains(got, want, what):
    if want not in (got or ""):
        raise AssertionError(f"{what}: {want!r} is not in {got!r}")


def digest(kind, data):
    return f"{kind}, {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()[:16]}"


# Answers are dicts: text, finish, usage = (input, cached, output), all inclusive; streamed ones have pieces too.
def judge(sdk, answer):
    equal(answer["text"], WORDS["answer"], "text")
    equal(answer["finish"], sdk.stop, "finish")
    equal(tuple(answer["usage"]), (100, 40, 20), "usage")


def text(sdk):
    judge(sdk, sdk.text(WORDS["system"], WORDS["hello"]))


def stream(sdk):
    answer = sdk.stream(WORDS["system"], WORDS["hello"])
    judge(sdk, answer)
    if len(answer["pieces"]) < 3:
        raise AssertionError(f"not streamed: {answer['pieces']}")
    equal("".join(answer["pieces"]), answer["text"], "joined pieces")


def loop(run):
    weather = Weather()
    said = run(WORDS["weather"], weather)
    equal(sorted(weather.asked), ["Oslo", "Rome"], "calls")
    return said


def tools(sdk):
    contains(loop(sdk.tools), WORDS["reported"], "text")


def tools_stream(sdk):
    contains(loop(sdk.tools_stream), WORDS["reported"], "text")


def structured(sdk):
    equal(sdk.structured(WORDS["structured"]), WORDS["station"], "object")


def structured_stream(sdk):
    equal(sdk.structured_stream(WORDS["structured"]), WORDS["station"], "object")


def turns(how):
    """The two turns of a conversation that thinks; they are the matter of two features."""

    def run(sdk):
        held = sdk.__dict__.setdefault("held", {})
        if how not in held:
            held[how] = getattr(sdk, how)(WORDS["think"], WORDS["recall"])
        return held[how]

    return run


def shown(how):
    return lambda sdk: contains(turns(how)(sdk)[0], WORDS["thought"], "thinking")


def carried(how):
    return lambda sdk: equal(turns(how)(sdk)[1], WORDS["recalled"], "second turn")


def carried_with_calls(sdk):
    said = loop(sdk.thinking_tools)
    contains(said, WORDS["reported"], "text")
    contains(said, WORDS["recalled"], "text")


def image(sdk):
    contains(sdk.image(WORDS["image"], PNG), digest("image/png", PNG), "picture")


def pdf(sdk):
    contains(sdk.pdf(WORDS["pdf"], PDF, "chart.pdf"), digest("application/pdf", PDF), "document")


def count(sdk):
    n = sdk.count(WORDS["hello"])
    if not 0 < n < 100:
        raise AssertionError(f"counted {n!r}")


def models(sdk):
    contains(" ".join(sdk.models()), WORDS["model_list"], "models")


def refused(sdk, call, name):
    """Runs a call that must raise the error that the SDK has for the case; gives it."""
    kinds = sdk.errors[name]
    try:
        said = call()
    except Exception as e:
        if not isinstance(e, kinds):
            raise AssertionError(f"raised {type(e).__mro__[0].__name__}, want {kinds}: {e}") from e
        return e
    raise AssertionError(f"no error, but {said!r}")


def failing(kind, how="ask"):
    def check(sdk):
        prompt = f"{WORDS['fail']}{kind} {uuid.uuid4()}"
        e = refused(sdk, lambda: getattr(sdk, how)(prompt), kind)
        said = sdk.says.get(kind, f"{WORDS['failed']}{kind}")
        contains(str(e), said, "message")
        if kind == "overflow" and hasattr(sdk, "overflow_code"):
            equal(e.code, sdk.overflow_code, "code")

    return check


def error_key(sdk):
    refused(sdk, lambda: sdk.ask(WORDS["hello"], key="wrong"), "401")


def retry(sdk):
    contains(sdk.ask(f"{WORDS['fail']}once {uuid.uuid4()}", retries=2), WORDS["fail"] + "once", "text")


FEATURES = {
    "text": text,
    "stream": stream,
    "tools": tools,
    "tools, streamed": tools_stream,
    "structured": structured,
    "structured, streamed": structured_stream,
    "thinking shown": shown("thinking"),
    "thinking shown, streamed": shown("thinking_stream"),
    "thinking carried": carried("thinking"),
    "thinking carried, streamed": carried("thinking_stream"),
    "thinking carried with calls": carried_with_calls,
    "image": image,
    "pdf": pdf,
    "count": count,
    "models": models,
    "error 401": error_key,
    "error 400": failing("400"),
    "error 429": failing("429"),
    "error 503": failing("503"),
    "upstream key refused": failing("key"),
    "overflow": failing("overflow"),
    "retry": retry,
    "error in the stream": failing("midway", "ask_stream"),
    "cut stream": failing("cut", "ask_stream"),
}


def drive(make):
    """Runs every feature on the SDK and prints a line of JSON for each. What the SDK itself lacks it says in `lacks`.

    Command line: the surface of the SDK (those of one surface ignore it), the base URL, and perhaps the features to run.
    """
    surface, base, *only = sys.argv[1:]
    sdk = make(surface, base)
    for name, check in FEATURES.items():
        if only and name not in only:
            continue
        line = {"feature": name, "ok": True, "detail": ""}
        if name in getattr(sdk, "lacks", {}):
            line.update(ok=False, detail="lacking: " + sdk.lacks[name])
        else:
            try:
                check(sdk)
            except Exception as e:
                line.update(ok=False, detail=f"{type(e).__name__}: {e}"[:1500])
        print(json.dumps(line), flush=True)
