"""The queue's schema, which is procrastinate's own."""

from importlib import metadata, resources

# The schema, and the composite type that `enqueue_job` uses, belong to this version; a newer one
# needs a migration with procrastinate's own SQL for the step.
PROCRASTINATE = "3.10"


def procrastinate_schema() -> str:
    """The schema as the installed package ships it.

    Raises:
        RuntimeError: another version is installed than this code was written for.
    """
    installed = metadata.version("procrastinate")
    if not installed.startswith(PROCRASTINATE + "."):
        raise RuntimeError(f"procrastinate {PROCRASTINATE} is needed, {installed} is installed")
    return (resources.files("procrastinate.sql") / "schema.sql").read_text(encoding="utf-8")
