"""The commands of `quoth`: each function gets what its options and arguments say and returns an exit code.

What takes long to import (the parser, the server) is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service import __version__
from service.cli.arguments import Read, media, service_url, share, target
from service.cli.endings import EXIT_CODES, NO_MODELS, OK, UNANSWERED, say
from service.cli.inputs import STDIN, read_text, why_unread
from service.cli.progress import progress
from service.cli.writers import FORMATS
from service.errors import InputError
from service.labels import MEDIA, Medium
from service.output import OFFSET_UNITS, OffsetUnit, Options, response
from service.settings import Settings
from service.stance import Target

if TYPE_CHECKING:
    from service.analysis import Analyzer

_AS_IT_STANDS = "\b\n"  # click breaks no lines of its own below this mark
_DEFAULT_MEDIA = ",".join(medium for medium in MEDIA if medium in Options().media)


def load_analyzer(settings: Settings) -> Analyzer:
    """The analyzer of the service; takes seconds. Raises ModelsError."""
    from service.analysis import Analyzer

    return Analyzer.load(settings)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]}, epilog=_AS_IT_STANDS + EXIT_CODES, no_args_is_help=False
)
@click.version_option(__version__, message="quoth %(version)s")
def quoth() -> None:
    """Who said what in a news article: with speaker, role and stance."""


@quoth.command(epilog=_AS_IT_STANDS + EXIT_CODES)
@click.argument("files", nargs=-1, metavar="[FILE]...", help="articles in UTF-8; none or - reads standard input")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="json",
    help="json (default), ndjson, csv, or table for reading",
)
@click.option(
    "--media",
    "asked",
    type=Read(media),
    default=_DEFAULT_MEDIA,
    metavar="LIST",
    help=f"of {','.join(MEDIA)}; default: {_DEFAULT_MEDIA}",
)
@click.option(
    "--target",
    "targets",
    type=Read(target),
    multiple=True,
    metavar="NAME[=ALIAS,...]",
    help="a name toward which each quote's stance is wanted; may be repeated",
)
@click.option(
    "--min-confidence",
    type=Read(share),
    default=str(Options().min_confidence),
    metavar="SHARE",
    help=f"leave out quotes below it, 0 to 1; default: {Options().min_confidence}",
)
@click.option("--strict", is_flag=True, help="refuse an article that draws a warning")
@click.option(
    "--offset-unit",
    type=click.Choice(OFFSET_UNITS),
    default="code_point",
    help="what offsets count; default: code_point",
)
def extract(
    files: tuple[str, ...],
    format_: str,
    asked: frozenset[Medium],
    targets: tuple[Target, ...],
    min_confidence: float,
    strict: bool,
    offset_unit: OffsetUnit,
) -> int:
    """Print the quotes of articles."""
    settings = Settings.from_environment()
    options = Options(asked, targets, min_confidence, strict)
    analyzer = cache(lambda: load_analyzer(settings))  # loaded once there is something to read
    names = files or (STDIN,)
    if STDIN in names and sys.stdin.isatty():
        say("reading the article from the terminal; end it with Ctrl-D on a line of its own")
    writer = FORMATS[format_](sys.stdout, len(names) > 1)
    code = OK
    # In a terminal, what is printed tells how far it is, and a bar would stand in its way.
    barred = len(names) > 1 and not sys.stdout.isatty()
    with progress(names, "files") if barred else nullcontext(names) as shown:
        for name in shown:
            try:
                text = read_text(name, settings.max_text_chars)
                analysis = analyzer().analyze(text, options)
            except (InputError, OSError) as error:
                code = UNANSWERED
                say(f"{name}: {why_unread(error)}")
                continue
            writer.add(response(analysis, offset_unit, {"id": None if name == STDIN else name}))
            sys.stdout.flush()
    writer.finish()
    return code


@quoth.command()
@click.argument("folder", type=Path, metavar="FOLDER", help="with text/*.txt and attributions/*.ann (brat)")
@click.option(
    "--url",
    type=Read(service_url),
    metavar="URL",
    help="the root of a running service; default: no service, the engine itself",
)
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), default="table", help="table (default) or json"
)
def evaluate(folder: Path, url: str | None, format_: str) -> int:
    """Score the quotes of annotated articles."""
    from service.evaluation import FORMATS as REPORTS
    from service.evaluation import evaluate as evaluation_of
    from service.evaluation import in_process, read_articles, service_at

    articles = read_articles(folder)  # before the models: whether it is of the kind is known at once
    engine = in_process(load_analyzer(Settings.from_environment())) if url is None else service_at(url)
    with progress(articles, "articles") as shown:
        evaluation = evaluation_of(shown, engine)
    print(REPORTS[format_](evaluation))
    return OK


@quoth.command()
@click.option("--host", metavar="HOST", help="where to listen; overrides QUOTH_HOST")
@click.option("--port", metavar="PORT", help="overrides QUOTH_PORT")
@click.option("--workers", metavar="WORKERS", help="processes that analyze; overrides QUOTH_WORKERS")
@click.option("--access-log", is_flag=True, help="log one line a request")
def serve(host: str | None, port: str | None, workers: str | None, access_log: bool) -> int:
    """Start the HTTP service."""
    given = {"HOST": host, "PORT": port, "WORKERS": workers, "ACCESS_LOG": "true" if access_log else None}
    # As variables, so that options are checked like settings and their errors name what to change.
    variables = {f"QUOTH_{name}": value for name, value in given.items() if value is not None}
    settings = Settings.from_environment({**os.environ, **variables})
    from service.server import serve as serve_until_told

    serve_until_told(settings)
    return OK


@quoth.command()
def key() -> int:
    """Make an API key.

    Prints the key, and the hash of it for QUOTH_API_KEYS.
    """
    from service.web import hashed, new_key

    print(made := new_key(), hashed(made), sep="\n")
    return OK


@quoth.group(no_args_is_help=False)
def models() -> None:
    """List, verify, fetch or convert the parser's models."""


_models_dir = click.argument(
    "folder", required=False, type=Path, metavar="[DIR]", help="default: the models that Quoth uses"
)


@models.command("list")
@_models_dir
def list_models(folder: Path | None) -> int:
    """List the model files and their state."""
    from service.model_files import needed

    code = OK
    for file in needed(folder or Settings.from_environment().models_dir):
        if (state := file.state()) != "ok":
            code = NO_MODELS
        print(f"{file.processor:16} {file.package:24} {state:10} {file.path}")
    return code


@models.command("verify")
@_models_dir
def verify_models(folder: Path | None) -> int:
    """Compare every model file with its checksum."""
    from service.model_files import check

    checked = check(folder or Settings.from_environment().models_dir)
    print(f"{checked.name} {checked.version}: {len(checked.files)} files, all whole")
    return OK


@models.command("fetch")
@click.argument("folder", type=Path, metavar="DIR", help="made if it is not there")
def fetch_models(folder: Path) -> int:
    """Download Stanza's official English models into a directory."""
    from service.parsing import fetch_models

    fetched = fetch_models(folder)
    print(f"{fetched.name} {fetched.version} is in {folder}. Use it with QUOTH_MODELS_DIR={folder}")
    return OK


@models.command("stock")
@click.argument("folder", type=Path, metavar="DIR", help="made if it is not there")
def stock_models(folder: Path) -> int:
    """Write the models into a directory as Stanza runs them without Quoth."""
    from service.parsing import write_stock_models

    written = write_stock_models(Settings.from_environment().models_dir, folder)
    print(f"The models are in {written}: stanza.Pipeline('en', dir='{written}', download_method=None)")
    return OK
