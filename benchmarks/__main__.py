"""Run the measurements: all of them, or those named.

python -m benchmarks [--list] [name …]
"""

import argparse
import importlib
import pkgutil
import time

import benchmarks


def names() -> list[str]:
    """The modules of this package that measure something, in order of name."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def main(arguments: list[str] | None = None) -> None:
    """Run each chosen module's ``main`` and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run measurements.")
    parser.add_argument("names", nargs="*", metavar="name", help="which; all when none is named")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    options = parser.parse_args(arguments)
    known = names()
    if options.list:
        print("\n".join(known))
        return
    unknown = sorted(set(options.names) - set(known))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(known) or 'none yet'}")
    for name in options.names or known:
        print(f"== {name}", flush=True)
        started = time.perf_counter()
        importlib.import_module(f"benchmarks.{name}").main()
        print(f"== {name}: {time.perf_counter() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
