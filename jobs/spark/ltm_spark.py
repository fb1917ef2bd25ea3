"""Runs the nightly job over a cluster: Apache Spark extracts, one 'ltm' decides and commits.

The driver lists the files as 'ltm run' would, the executors pipe them through 'ltm extract', and the driver hands what
they found to one 'ltm run', in the order of the paths. So the commits are those of 'ltm run' on one machine. Nothing is
committed before every file's line is there.

Exit code: that of 'ltm run'; 1 as well when Spark, an executor or the listing fails, 130 when interrupted.
"""

from __future__ import annotations

import argparse
import errno
import heapq
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterable, NoReturn

# What the executors' programs are given of the driver's environment, besides what begins with LTM_.
PASSED_ON = ("HOME", "LANG", "LC_ALL", "PATH", "SOURCE_DATE_EPOCH", "TZ")
# What an executor runs: the driver's version and the command. Another version could find something else. Files that
# cannot be read are told in their lines, so exit code 3 is no failure.
OTHER_VERSION = 90
PIPED = f"""version=$1; shift
[ "$("$1" --version)" = "$version" ] || exit {OTHER_VERSION}
"$@"; status=$?
[ "$status" -eq 3 ] || exit "$status" """
# Why an executor could not read a file, when the reason may be the machine and not the file.
ELSEWHERE = tuple(os.strerror(number).lower() for number in (errno.ENOENT, errno.EACCES, errno.EPERM, errno.ESTALE))


class Failure(Exception):
    """Something that ends the job before anything is committed."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="ltm_spark.py",
        description="Run 'ltm run' with the reading and extracting spread over a Spark cluster. The inputs, the "
        "configuration and the program must lie at the same absolute paths on every machine.",
        epilog="What follows '--' goes to 'ltm run' as it is: '-- --dry-run --json'.",
    )
    parser.add_argument(
        "--input", action="append", required=True, metavar="PATH",
        help="a transcript or a directory of them; may be given several times")
    parser.add_argument("--store", default="store/rules.git", metavar="PATH", help="the store (default: %(default)s)")
    parser.add_argument("--output", required=True, metavar="DIR", help="the directory for the report")
    parser.add_argument("--config", metavar="FILE", help="the configuration file")
    parser.add_argument("--method", metavar="METHOD", help="how rules are told from other speech")
    parser.add_argument("--ltm", default="ltm", metavar="PROGRAM", help="the program (default: ltm on the PATH)")
    parser.add_argument(
        "--master", metavar="URL", help="the cluster, where spark-submit does not say it (default: local[*])")
    parser.add_argument(
        "--conf", action="append", default=[], metavar="NAME=VALUE",
        help="a setting of Spark's, such as spark.executor.memory=2g; may be given several times")
    parser.add_argument(
        "--partitions", type=int, metavar="N", help="into how many parts the files go (default: four for each core)")
    parser.add_argument(
        "--pass-env", action="append", default=[], metavar="NAME",
        help="a variable that the executors need too, such as the one with a key; may be given several times")
    parser.add_argument("run", nargs="*", metavar="-- ARGUMENT", help="what else 'ltm run' is given")
    options = parser.parse_args()
    if options.partitions is not None and options.partitions < 1:
        parser.error("--partitions is not a number above 0")
    if not all("=" in setting for setting in options.conf):
        parser.error("--conf takes NAME=VALUE")
    # The executors run in directories of their own.
    options.input = [os.path.abspath(path) for path in options.input]
    options.config = options.config and os.path.abspath(options.config)
    return options


def program(name: str) -> str:
    """The program's absolute path."""
    found = shutil.which(name)
    if found is None:
        raise Failure(f"there is no program '{name}'; --ltm says where it is")
    return os.path.abspath(found)


def listed(ltm: str, inputs: list[str]) -> tuple[list[str], int]:
    """The files that 'ltm run' would read, and its exit code; it names on standard error what cannot be read."""
    command = [ltm, "sources", "--files", "-0"] + [word for path in inputs for word in ("--input", path)]
    listing = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if listing.returncode not in (0, 3):
        raise Failure(f"'ltm sources --files' ended with exit code {listing.returncode}")
    files = [path.decode() for path in listing.stdout.split(b"\0") if path]
    for path in files:
        if "\n" in path or "\r" in path:
            raise Failure(f"{path!r} has a line break in its name, and cannot be sent to an executor; rename it")
    return files, listing.returncode


def balanced(files: Iterable[str], count: int) -> list[list[str]]:
    """Parts of the files that hold about as many bytes each, none empty: the largest file goes first, to the part
    that has the least (Graham, 'Bounds on Multiprocessing Timing Anomalies', 1969: at most 4/3 of the best)."""

    def size(path: str) -> int:
        try:
            return os.stat(path).st_size
        except OSError:
            return 0  # Gone since; the line for it will say so.

    parts: list[list[str]] = [[] for _ in range(count)]
    heap = [(0, index) for index in range(count)]
    for negative, path in sorted((-size(path), path) for path in files):
        total, index = heapq.heappop(heap)
        parts[index].append(path)
        # One more for the file itself, so that empty ones spread too.
        heapq.heappush(heap, (total - negative + 1, index))
    return [sorted(part) for part in parts if part]


def extracted(files: list[str], command: list[str], options: argparse.Namespace) -> list[str]:
    """One line of JSON for each file, from the executors."""
    version = subprocess.run([command[0], "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from py4j.protocol import Py4JError

    try:
        # Only from here on a configuration holds what spark-submit was told.
        SparkContext._ensure_initialized()
    except (PySparkException, Py4JError) as error:
        raise Failure(f"Spark does not start: {reason(error)}") from None
    conf = SparkConf().setAppName("ltm").setIfMissing("spark.master", "local[*]")
    if options.master:
        conf.setMaster(options.master)
    # Spark draws its line anew in logs too.
    conf.set("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    conf.setAll([tuple(setting.split("=", 1)) for setting in options.conf])
    conf.setIfMissing("spark.log.level", "ERROR").setIfMissing("spark.ui.enabled", "false")
    if str(conf.get("spark.master")).startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    names = {name for name in os.environ if name.startswith("LTM_")} | set(PASSED_ON) | set(options.pass_env)
    environment = {name: os.environ[name] for name in sorted(names) if name in os.environ}
    try:
        context = SparkContext(conf=conf)
    except (PySparkException, Py4JError) as error:
        raise Failure(f"Spark does not start: {reason(error)}") from None
    try:
        count = min(options.partitions or 4 * context.defaultParallelism, len(files))
        parts = balanced(files, count)
        lines = (
            context.parallelize(parts, len(parts))
            .flatMap(lambda part: part)
            .pipe(shlex.join(["sh", "-c", PIPED, "sh", version] + command), env=environment, checkCode=True)
            .collect()
        )
        return checked(lines, [path for part in parts for path in part])
    except Py4JError as error:
        raise Failure(f"an executor failed: {reason(error)}; its standard error says more") from None
    finally:
        context.stop()


def end_java() -> None:
    """Ends the Java that the driver started; one that is still looking for its cluster does not end by itself."""
    from pyspark import SparkContext

    java = getattr(SparkContext._gateway, "proc", None)  # spark-submit is itself Java, and ends by itself.
    if java is None:
        return
    java.stdin.close()
    try:
        java.wait(10)
    except subprocess.TimeoutExpired:
        java.kill()


def reason(error: Exception) -> str:
    """The line of Spark's long message that says what happened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for line in lines:
        if "exited with error code" in line:
            code = line.rsplit(" ", 1)[-1].rstrip(".")
            if code == str(OTHER_VERSION):
                return "it has another version of ltm"
            return f"'ltm extract' ended with exit code {code}"
    for line in lines:
        if "Exception: " in line or "Error: " in line:
            return line
    return lines[0] if lines else type(error).__name__


def checked(lines: list[str], files: list[str]) -> list[str]:
    """The lines, which are one for each file in this order, and of files that were seen where they were looked for."""
    if len(lines) != len(files):
        raise Failure(f"the executors gave {len(lines)} lines for {len(files)} files")
    return [checked_line(line, path) for line, path in zip(lines, files)]


def checked_line(line: str, path: str) -> str:
    try:
        record = json.loads(line)
        told, problem = record["file"], record.get("problem")
    except (ValueError, TypeError, KeyError):
        raise Failure(f"an executor gave something else than the line for {path}") from None
    if problem and problem["reason"].lower().startswith(ELSEWHERE) and os.access(path, os.R_OK):
        raise Failure(f"an executor cannot read {path}, which is here; inputs lie at the same path on every machine")
    if told == path:
        return line
    if "[secret:" not in told:
        raise Failure(f"an executor gave a line for another file than {path}")
    # What is written has secrets masked, but it is the path as it is by which 'ltm run' sorts.
    record["file"] = path
    return json.dumps(record, ensure_ascii=False)


def tasks(options: argparse.Namespace) -> list[str]:
    """The option that names the tasks, where an input directory has some: 'ltm run' gets no inputs to look in."""
    found = [path for path in (os.path.join(place, "tasks.json") for place in options.input) if os.path.isfile(path)]
    if "--tasks" in options.run or not found:
        return []
    if len(found) > 1:
        raise Failure("several inputs hold a tasks.json; name one: '-- --tasks FILE'")
    return ["--tasks", found[0]]


def handed_over(command: list[str]) -> int:
    """Runs 'ltm run' to its end. Ctrl-C reaches it by itself; a request to stop is passed on."""
    child = subprocess.Popen(command)
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, interrupt)
    ltm = program(options.ltm)
    settings = [
        word for name in ("config", "method") if (value := getattr(options, name)) for word in (f"--{name}", value)]
    asked = tasks(options)
    files, status = listed(ltm, options.input)
    lines: list[str] = []
    if files:
        command = [ltm, "extract", "--by-file", "--files-from", "-", "--quiet"] + settings
        try:
            lines = extracted(files, command, options)
        finally:
            end_java()
    with tempfile.TemporaryDirectory(prefix="ltm-spark-") as directory:
        found = Path(directory, "extracted.jsonl")
        found.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        run = [ltm, "run", "--extracted", str(found), "--store", options.store, "--output", options.output]
        ended = handed_over(run + settings + asked + options.run)
    return status if ended == 0 else ended


def end(message: str, code: int) -> NoReturn:
    print(f"ltm_spark: {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        end(f"error: {failure}; nothing was committed", 1)
    except ImportError as error:
        end(f"error: {error.name} is not installed; 'pip install -r jobs/spark/requirements.txt' does it", 1)
    except KeyboardInterrupt:
        end("interrupted; nothing was committed", 130)
