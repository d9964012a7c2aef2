"""Runs the TypeScript program of ./program for the organizations given: python main.py up acme acme-2."""

import sys
from pathlib import Path

from pulumi import automation

PROGRAM = Path(__file__).parent / "program"


def run(verb: str, org: str) -> str:
    stack = automation.create_or_select_stack(stack_name=org, work_dir=str(PROGRAM))
    stack.set_config("org", automation.ConfigValue(org))
    if verb == "up":
        return str(stack.up(color="never").summary.resource_changes)
    if verb == "destroy":
        return str(stack.destroy(color="never").summary.resource_changes)
    return str(stack.preview(color="never").change_summary)


def main(verb: str, *organizations: str) -> int:
    failed = 0
    for org in organizations:
        try:
            print(f"{org}: {run(verb, org)}")
        except automation.CommandError as error:
            failed += 1
            print(f"{org} failed: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
