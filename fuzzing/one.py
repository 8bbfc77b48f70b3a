"""One target under atheris: `python -m fuzzing.one NAME` and libFuzzer's own arguments.

A process of its own, since libFuzzer ends the process it runs in.
"""

import sys

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["core", "credentials"], enable_loader_override=False):
    from fuzzing.targets import TARGETS


def main() -> None:
    """Fuzz, or run the file that is named once."""
    program, name, *arguments = sys.argv
    atheris.Setup([program, *arguments], TARGETS[name].check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
