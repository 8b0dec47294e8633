"""The command `quoth`: the same analysis as the service, over files. `EXIT_CODES` says how each command ends.

What takes long to import (the parser, the server) is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from service import __version__
from service.cli.arguments import media, service_url, share, target
from service.cli.writers import FORMATS
from service.errors import InputError, InvalidText, ModelsError, QuothError, SettingsError
from service.responses import response
from service.results import Options
from service.settings import Settings
from service.spans import OFFSET_UNITS

if TYPE_CHECKING:
    from service.analysis import Analyzer

OK, UNANSWERED, WRONG_USE, NO_MODELS, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141
EXIT_CODES = """\
exit codes:
  0    everything was answered
  1    at least one input could not be answered, or the output could not be written
  2    the command line or a QUOTH_* setting is wrong
  3    the models are missing or damaged, or cannot be fetched
  130  interrupted (Ctrl-C)
  141  the reader of the output went away (quoth ... | head)
"""
STDIN = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `quoth` with `arguments` (by default the process's own) and returns its exit code.

    Raises SystemExit with code 2 for a wrong command line, as argparse does.
    """
    args = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # quotes and file names are printed as UTF-8 in any locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code: int = args.command(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (QuothError, OSError) as error:
        _say(str(error))
        if isinstance(error, SettingsError):
            return WRONG_USE
        return NO_MODELS if isinstance(error, ModelsError) else UNANSWERED
    return code


def load_analyzer(settings: Settings) -> Analyzer:
    """The analyzer of the service; takes seconds. Raises ModelsError."""
    from service.analysis import Analyzer

    return Analyzer.load(settings)


def read_text(name: str, max_text_chars: int) -> str:
    """The text of the file `name`, or of standard input for "-", with its line ends and byte order mark as they are.

    Raises OSError when it cannot be read, InvalidText when it is not UTF-8, and InputError when it has too many bytes
    for `max_text_chars` code points; never holds more than those in memory.
    """
    max_bytes = 4 * max_text_chars
    if name == STDIN:
        content = sys.stdin.buffer.read(max_bytes + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise InputError(f"More than {max_bytes} bytes; the limit is {max_text_chars} code points. Send it in parts.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidText(f"Not UTF-8 at byte {error.start}. Convert it first, for example with iconv.") from error


def _extract(args: argparse.Namespace) -> int:
    from tqdm import tqdm

    settings = Settings.from_environment()
    options = Options(args.media, tuple(args.target), args.min_confidence, args.strict)
    analyzer = cache(lambda: load_analyzer(settings))  # loaded once there is something to read
    names = args.files or [STDIN]
    if STDIN in names and sys.stdin.isatty():
        _say("reading the article from the terminal; end it with Ctrl-D on a line of its own")
    writer = FORMATS[args.format](sys.stdout, len(names) > 1)
    code = OK
    # A bar for several inputs, where stderr is a terminal (`disable=None`); it gives way to what is printed.
    for name in tqdm(names, unit="file", leave=False, disable=True if len(names) == 1 else None):
        try:
            text = read_text(name, settings.max_text_chars)
            analysis = analyzer().analyze(text, options)
        except (InputError, OSError) as error:
            code = UNANSWERED
            with tqdm.external_write_mode(sys.stderr):
                _say(f"{name}: {(isinstance(error, OSError) and error.strerror) or error}")
            continue
        with tqdm.external_write_mode(sys.stdout):
            writer.add(response(analysis, args.offset_unit, {"id": None if name == STDIN else name}))
            sys.stdout.flush()
    writer.finish()
    return code


def _evaluate(args: argparse.Namespace) -> int:
    from tqdm import tqdm

    from service.evaluation.brat import read_articles
    from service.evaluation.engines import in_process, service_at
    from service.evaluation.evaluate import evaluate
    from service.evaluation.reports import FORMATS as REPORTS

    articles = read_articles(args.folder)  # before the models: whether it is of the kind is known at once
    engine = in_process(load_analyzer(Settings.from_environment())) if args.url is None else service_at(args.url)
    with tqdm(articles, unit="article", leave=False, disable=None) as shown:
        evaluation = evaluate(shown, engine)
    print(REPORTS[args.format](evaluation))
    return OK


def _serve(args: argparse.Namespace) -> int:
    given = {f"QUOTH_{name.upper()}": getattr(args, name) for name in ("host", "port", "workers", "access_log")}
    # As variables, so that options are checked like settings and their errors name what to change.
    settings = Settings.from_environment({**os.environ, **{k: v for k, v in given.items() if v is not None}})
    from service.server import serve

    serve(settings)
    return OK


def _key(_: argparse.Namespace) -> int:
    from service.api_keys import hashed, new_key

    print(key := new_key(), hashed(key), sep="\n")
    return OK


def _list_models(args: argparse.Namespace) -> int:
    from service.model_files import needed

    code = OK
    for file in needed(_models_dir(args)):
        if (state := file.state()) != "ok":
            code = NO_MODELS
        print(f"{file.processor:16} {file.package:24} {state:10} {file.path}")
    return code


def _verify_models(args: argparse.Namespace) -> int:
    from service.model_files import check

    models = check(_models_dir(args))
    print(f"{models.name} {models.version}: {len(models.files)} files, all whole")
    return OK


def _fetch_models(args: argparse.Namespace) -> int:
    from service.model_files import fetch

    models = fetch(args.dir)
    print(f"{models.name} {models.version} is in {args.dir}. Use it with QUOTH_MODELS_DIR={args.dir}")
    return OK


def _models_dir(args: argparse.Namespace) -> Path:
    return args.dir or Settings.from_environment().models_dir


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quoth",
        description="Who said what in a news article: with speaker, role and stance.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="print the quotes of articles")
    extract.set_defaults(command=_extract)
    add = extract.add_argument
    add("files", nargs="*", metavar="FILE", help="articles in UTF-8; none or - reads standard input")
    add("--format", choices=FORMATS, default="json", help="json (default), ndjson, csv, or table for reading")
    text = "of speech,writing,thought; default: speech,writing"
    add("--media", type=media, default=Options().media, metavar="LIST", help=text)
    text = "a name toward which each quote's stance is wanted; may be repeated"
    add("--target", type=target, action="append", default=[], metavar="NAME[=ALIAS,...]", help=text)
    text = "leave out quotes below it, 0 to 1; default: 0"
    add("--min-confidence", type=share, default=0.0, metavar="SHARE", help=text)
    add("--strict", action="store_true", help="refuse an article that draws a warning")
    add("--offset-unit", choices=OFFSET_UNITS, default="code_point", help="what offsets count; default: code_point")

    evaluate = commands.add_parser("evaluate", help="score the quotes of annotated articles")
    evaluate.set_defaults(command=_evaluate)
    evaluate.add_argument("folder", type=Path, metavar="FOLDER", help="with text/*.txt and attributions/*.ann (brat)")
    evaluate.add_argument(
        "--url", type=service_url, help="the root of a running service; default: no service, the engine itself"
    )
    evaluate.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")

    serve = commands.add_parser("serve", help="start the HTTP service")
    serve.set_defaults(command=_serve)
    serve.add_argument("--host", help="where to listen; overrides QUOTH_HOST")
    serve.add_argument("--port", help="overrides QUOTH_PORT")
    serve.add_argument("--workers", help="processes that analyze; overrides QUOTH_WORKERS")
    serve.add_argument("--access-log", action="store_const", const="true", help="log one line a request")

    key = commands.add_parser("key", help="make an API key: prints it, and the hash of it for QUOTH_API_KEYS")
    key.set_defaults(command=_key)

    models = commands.add_parser("models", help="list, verify or fetch the parser's models")
    actions = models.add_subparsers(required=True, metavar="ACTION")
    for name, command, text in (
        ("list", _list_models, "list the model files and their state"),
        ("verify", _verify_models, "compare every model file with its checksum"),
    ):
        action = actions.add_parser(name, help=text)
        action.set_defaults(command=command)
        action.add_argument("dir", nargs="?", type=Path, metavar="DIR", help="default: the models that Quoth uses")
    action = actions.add_parser("fetch", help="download Stanza's official English models into a directory")
    action.set_defaults(command=_fetch_models)
    action.add_argument("dir", type=Path, metavar="DIR", help="made if it is not there")
    return parser


def _say(message: str) -> None:
    """One line on stderr; a message from elsewhere may hold several."""
    print("quoth:", " ".join(message.split()), file=sys.stderr)
