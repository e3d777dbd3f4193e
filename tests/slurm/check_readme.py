#!/usr/bin/env python3
"""host/cluster/README.md shows the job scripts as they are."""
import pathlib
import re
import sys

CLUSTER = pathlib.Path(__file__).resolve().parent.parent.parent / "host" / "cluster"


def main() -> int:
    shown = re.findall(r"^```bash\n(.*?)^```$", (CLUSTER / "README.md").read_text(), re.S | re.M)
    scripts = {path.name: path.read_text() for path in sorted(CLUSTER.glob("*.sh"))}
    other = [name for name, text in scripts.items() if text not in shown]
    print(f"README.md shows another text of {', '.join(other)}" if other else f"README.md shows {len(scripts)} scripts as they are")
    return int(bool(other) or len(shown) != len(scripts))


if __name__ == "__main__":
    sys.exit(main())
