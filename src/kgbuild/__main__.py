"""Let ``python -m kgbuild`` do what ``kgbuild`` does."""

from __future__ import annotations

from kgbuild.cli import main

if __name__ == "__main__":
    main()
